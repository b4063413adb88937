import { Command } from 'commander';
import { collect } from './collect.ts';

/** `merge`: the shards of a load run put together. */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('Puts the JSON reports of all shards of a load run together, exactly, and judges its gates.')
    .argument('<shard...>', 'the reports of "load --shard i/n --report json=…", in any order')
    .option(
      '--report <format[=file]>',
      'terminal, json, autocannon or summary; to a file, or standard output; may be given again',
      collect,
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (shards: string[], _flags: unknown, command: Command) => {
      const { merge } = await import('./merge/run.ts');
      process.exitCode = merge(shards, command.opts());
    });
}

const EXIT_CODES = `
Exit codes:
  0    every gate is kept
  1    a gate is not kept, or the target died
  2    files that cannot be read; shards that are missing, there twice, or of different plans
  4    invalid: the generator itself was the limit in one of the shards
  70   a bug of tchatator-check
  130  one of the shards was interrupted
`;
