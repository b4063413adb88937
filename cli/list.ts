import { Command } from 'commander';

/** `list`: what there is to check, without a server. */
export function listCommand(): Command {
  return new Command('list')
    .description('Lists the cases, folder by folder, or the clauses of the protocol; needs no server.')
    .option('--clauses', 'the clauses instead, each with how many cases ask for it')
    .option('--only <pattern...>', 'only these cases: an id, a folder, a glob or a clause; or their clauses')
    .option('--skip <pattern...>', 'all but these cases')
    .action(async (_flags: unknown, command: Command) => {
      const { list } = await import('./list/run.ts');
      list(command.opts());
    });
}
