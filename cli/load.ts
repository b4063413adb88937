import { Command } from 'commander';
import { collect } from './collect.ts';
import { databaseImageOption } from './database-image.ts';

/** `load`: how much a server carries, and how quick it is meanwhile. */
export function loadCommand(): Command {
  return new Command('load')
    .description(
      'Puts load on a server and measures how quick it answers; without a target, the bundled one.',
    )
    .option(
      '--plan <name|file>',
      'what to do: smoke, steady, spike, soak, limits, knee, or a YAML file (default: smoke)',
    )
    .option('--target <host:port>', 'the server to load')
    .option('--exec <command>', 'a command that starts it, on a database made for it')
    .option(
      '--profile <file>',
      'what is known of it: accounts, limits, timing (default: tchatator.yaml, if there is one)',
    )
    .option('--dialect <none>', 'speak the protocol itself, though the profile tells of a dialect')
    .option('--account <role:id:token>', 'an account of it; may be given again', collect)
    .option(
      '--database <choice>',
      'for a server that is started: auto, container, embedded, a postgres:// URL, or none (default: auto)',
    )
    .addOption(databaseImageOption())
    .option('--i-own-this-server', 'allow a target that is not on this machine or a private network')
    .optionsGroup('In place of what the plan says:')
    .option('--connections <n>', 'how many users, each on a connection of its own')
    .option('--rate <n>', 'commands a second, sent when they are due, answered or not')
    .option('--depth <n>', 'how many commands may be on their way on a connection')
    .option('--think <time>', 'how long a user waits behind an answer, such as 100ms')
    .option('--requests <n>', 'end after so many commands')
    .option('--duration <time>', 'how long to measure, such as 30s or 5m')
    .option('--warm-up <time>', 'how long to run before measuring')
    .option('--mix <parts>', 'how often each command comes, such as send=3,poll=1')
    .option('--size <n>', 'the length of messages in characters, such as 64 or 20-200')
    .option('--seed <n>', 'what everything random comes from')
    .option('--expect <statuses>', 'the statuses that are no error, such as 200,426')
    .option('--gate <bound...>', "what has to hold, such as 'p99 <= 20ms'; replaces the gates of the plan")
    .option(
      '--patience <time>',
      'how long to wait for new windows in all, for limits, such as 10m (default: 5m)',
    )
    .option('--verify', 'see that every message answered 200 arrives exactly once, and no other')
    .optionsGroup('Again, and together:')
    .option('--runs <n>', 'do it so often, one after the other, for compare (default: 1)')
    .option('--shard <i/n>', 'do the i-th of n parts, from 0; merge puts their reports together')
    .option('--start-at <time>', 'begin then, such as 2026-03-01T10:00:00Z, as the other shards do')
    .optionsGroup('How to do it:')
    .option('--engine <name>', 'own, or autocannon: its clients, for plans with a closed loop (default: own)')
    .option('--workers <n>', 'how many threads send (default: 1)')
    .option('--pacing <how>', 'wait for send times with a timer, or spin, which takes a core (default: auto)')
    .option('--timeout <ms>', 'the longest to wait for an answer (default: the profile’s answer-ms, or 2000)')
    .option('--report <format[=file]>', REPORT, collect)
    .addHelpText('after', EXIT_CODES)
    .action(async (_flags: unknown, command: Command) => {
      const { load } = await import('./load/run.ts');
      process.exitCode = await load(command.opts());
    });
}

const REPORT = 'terminal, json, autocannon or summary; to a file, or standard output; may be given again';

const EXIT_CODES = `
What gates can be about:
  p50, p99.9 and so on, min, mean, max   latency; of one command as "send p99", and
                                         from the sending on as "service p99"
  rate                                   expected answers, such as 5000/s
  errors, and statuses such as 426       a number, or a part such as 0.1%

Exit codes:
  0    every gate is kept
  1    a gate is not kept, or the target died
  2    a mistake in the options, the profile or the plan, or a plan that asks for
       more than accounts and limits allow
  3    it could not be run: no connection, no database, nobody could log in
  4    invalid: the generator itself was the limit
  70   a bug of tchatator-check
  130  interrupted
`;
