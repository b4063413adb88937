import { Command, Option } from 'commander';

/** `list`: what there is to check, without a server. */
export function listCommand(): Command {
  return new Command('list')
    .description(
      'Lists the cases, folder by folder, the clauses of the protocol, or what the reference server can do wrong.',
    )
    .option('--clauses', 'the clauses instead, each with how many cases ask for it')
    .addOption(
      new Option('--faults', 'the deliberate defects that "serve --fault" knows').conflicts([
        'clauses',
        'variants',
      ]),
    )
    .addOption(
      new Option('--variants', 'the ways to be odd but right that "serve --variant" knows').conflicts(
        'clauses',
      ),
    )
    .option('--only <pattern...>', 'only these: an id, a folder, a glob or a clause')
    .option('--skip <pattern...>', 'all but these')
    .action(async (_flags: unknown, command: Command) => {
      const { list } = await import('./list/run.ts');
      await list(command.opts());
    });
}
