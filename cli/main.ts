#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { VERBS } from './verbs.ts';
import { version } from './version.ts';

process.on('uncaughtException', (error) => {
  process.exit(explain(error));
});
process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    const program = await createProgram(args[0]);
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return explain(error);
  }
}

/** Loads the verb that is called, or all of them for the help that lists them. */
async function createProgram(verb = ''): Promise<Command> {
  const program = new Command('tchatator-check')
    .description('Says what a tchatator server does wrong, and how much load it carries.')
    .version(version())
    .exitOverride();
  const load = VERBS.get(verb);
  const loaders = load === undefined ? [...VERBS.values()] : [load];
  for (const command of await Promise.all(loaders.map((each) => each())))
    program.addCommand(command.exitOverride());
  return program;
}

/** Says what went wrong, unless commander has said it already. */
function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Failure) {
    for (const line of error.lines) console.error(line);
    return error.exitCode;
  }
  console.error(String(error));
  console.error('this is a bug of tchatator-check');
  return EXIT.bug;
}
