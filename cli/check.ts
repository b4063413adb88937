import { Command } from 'commander';
import { collect } from './collect.ts';
import { databaseImageOption } from './database-image.ts';

/** `check`: the conformance suite against one target. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Checks a server against every clause of the protocol; without a target, the bundled one.')
    .option('--target <host:port>', 'the server to check')
    .option(
      '--exec <command>',
      'start the server to check with this, on a database made for it; {port} or $PORT is where it has to listen',
    )
    .option(
      '--profile <file>',
      'what is known of it: accounts, limits, timing (default: tchatator.yaml, if there is one)',
    )
    .option('--dialect <name|file>', DIALECT)
    .option('--account <role:id:token>', 'an account of it; may be given again', collect)
    .option(
      '--database <choice>',
      'for a server that is started: auto, container, embedded, a postgres:// URL, or none (default: auto)',
    )
    .addOption(databaseImageOption())
    .option('--only <pattern...>', 'only these cases: an id, a folder, a glob or a clause')
    .option('--skip <pattern...>', 'all but these cases')
    .option('--strict', 'warnings count as findings')
    .option('--complete', 'what a must clause could not be judged by counts as a finding')
    .option('--jobs <n>', 'how many cases at once (default: 1; the bundled server: 4)')
    .option(
      '--patience <seconds>',
      'the longest to wait for rate windows in all (default: 10, times --repeat)',
    )
    .option('--timeout <ms>', 'the longest to wait for an answer (default: the profile’s answer-ms, or 2000)')
    .option('--repeat <n>', 'play each case so often, and tell flaky from failing (default: 1)')
    .option('--seed <n>', 'mix the order of the cases, and what is made up in them, by this number')
    .option('--baseline <file>', 'findings that are known: they do not fail the run until they are mended')
    .option('--update-baseline', 'write that file anew: what was found is added, what is mended dropped')
    .option('--bail', 'stop at the first failure')
    .option('--verbose', 'whole transcripts and lists in the report')
    .option(
      '--report <format[=file]>',
      'terminal, json, junit, markdown or github; to a file, or standard output; may be given again',
      collect,
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (_flags: unknown, command: Command) => {
      const { check } = await import('./check/run.ts');
      process.exitCode = await check(command.opts());
    });
}

const DIALECT =
  'names of its own that it uses: a dialect that comes along (field), a file, or none (default: that of the profile)';

const EXIT_CODES = `
Exit codes:
  0    no must clause failed (what could not be judged is counted in the last line)
  1    findings; a target that speaks another protocol, or died; a stale entry in the baseline
  2    a mistake in the options, the profile or the specification
  3    it could not be run: no connection, no database, nothing to run
  5    nothing failed each time it was repeated, but something did at times
  70   a bug of tchatator-check
  130  interrupted
`;
