import { Command } from 'commander';

/** `init`: a profile to fill in. */
export function initCommand(): Command {
  return new Command('init')
    .description('Writes a profile to fill in, which tells of each thing that a run can be told of a server.')
    .argument('[file]', 'where to write it', 'tchatator.yaml')
    .option('--force', 'replace a file that is there')
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { init } = await import('./init/run.ts');
      init(file, command.opts());
    });
}
