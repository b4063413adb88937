import { Command } from 'commander';
import { collect } from './collect.ts';

/** `compare`: repeated runs of `load` before and after. */
export function compareCommand(): Command {
  const command = new Command('compare')
    .description('Tells whether a server has become slower, from JSON reports of repeated runs of "load".')
    .argument('[base]', 'the runs before, such as those of "load --runs 5 --report json=base.json"')
    .argument('[new]', 'the runs after')
    .option('--base <file...>', 'the runs before, from several files')
    .option('--new <file...>', 'the runs after, from several files')
    .option(
      '--report <format[=file]>',
      'terminal or json; to a file, or standard output; may be given again',
      collect,
    )
    .addHelpText('after', EXIT_CODES);
  return command.action(async () => {
    const { compare } = await import('./compare/run.ts');
    const [base, next] = command.args;
    process.exitCode = compare({ base, new: next }, command.opts());
  });
}

const EXIT_CODES = `
Give at least five runs of each side, and let the two take turns. docs/load.md tells how, and what a difference is.

Exit codes:
  0    nothing is worse
  1    something is worse
  2    files that cannot be read or compared; too few runs
  70   a bug of tchatator-check
`;
