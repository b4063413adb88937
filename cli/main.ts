#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { DEFAULT_VERB, VERBS } from './verbs.ts';

process.on('uncaughtException', (error) => {
  process.exit(explain(error));
});
for (const stream of [process.stdout, process.stderr]) stream.on('error', onUnwritten);
await run(process.argv.slice(2));

/** Runs the verb that is called. Its exit code is its own to set; a verb that throws gets that of its error. */
async function run(args: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(args);
    await program.parseAsync(withVerb(args), { from: 'user' });
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Loads the verb that is called, or all of them for the help that lists them. */
async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('tchatator-check')
    .description('Says what a tchatator server does wrong, and how much load it carries.')
    .usage('[verb] [options]')
    .version(await versionFor(args), '-V, --version', 'tell the version')
    .helpOption('-h, --help', 'tell this, or what a verb can do')
    .commandsGroup('Verbs:')
    .helpCommand('help [verb]', 'tell what a verb can do')
    .configureHelp({ subcommandTerm: (verb) => verb.name() })
    .exitOverride();
  const [verb = ''] = withVerb(args);
  const load = VERBS.get(verb);
  const loaders = load === undefined ? [...VERBS.values()] : [load];
  for (const command of await Promise.all(loaders.map((each) => each())))
    program.addCommand(command.exitOverride());
  return program.addHelpText('after', () => helpOfDefault(program));
}

/** Options without a verb are those of the default one, but for the questions that the program itself answers. */
function withVerb(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  const isVerb = first !== '' && !first.startsWith('-');
  return isVerb || /^(-h|--help|-V|--version)$/.test(first) ? args : [DEFAULT_VERB, ...args];
}

/** The version, for who asks for it: reading it loads a parser that a call for help need not wait for. */
async function versionFor(args: readonly string[]): Promise<string> {
  if (!args.some((arg) => arg === '-V' || arg === '--version')) return '';
  const { version } = await import('../suites/version.ts');
  return version();
}

function helpOfDefault(program: Command): string {
  const verb = program.commands.find((command) => command.name() === DEFAULT_VERB);
  return verb === undefined ? '' : `\nWithout a verb, ${DEFAULT_VERB} is meant.\n\n${verb.helpInformation()}`;
}

/** A reader that has seen enough (`… | head`) ends the output, not the work. A full disk is not for us to mend. */
function onUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  throw new Failure(EXIT.cannotRun, [`the report cannot be written: ${error.message}`], { cause: error });
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
