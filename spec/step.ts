/** A step of a case, read from its YAML form into a union that a `switch` over `kind` exhausts. */
import { z } from 'zod';
import {
  aliveOptions,
  burstOptions,
  commandOptions,
  lookOptions,
  pipelineOptions,
  pollOptions,
  togetherStep,
  waitOptions,
  WHO,
  writeOptions,
} from './case-schema.ts';
import { actionName, commandName, OPTIONS_OF, type CommandName } from './verbs.ts';

/** The kind of account an actor stands for: `any` for `user`, `none` for `guest`. */
export type Role = 'member' | 'pro' | 'admin' | 'any' | 'none';

/** Who does a step. `connection` counts from 1: `user` is `user@1`. */
export type Who = { actor: string; connection: number; role: Role };

export type CommandOptions = z.output<typeof commandOptions>;
export type WriteOptions = z.output<typeof writeOptions>;
export type PollOptions = z.output<typeof pollOptions>;
export type BurstOptions = z.output<typeof burstOptions>;
export type WaitOptions = z.output<typeof waitOptions>;
export type AliveOptions = z.output<typeof aliveOptions>;
export type LookOptions = z.output<typeof lookOptions>;
type Together = z.output<typeof togetherStep>;

/** One command of a pipeline; all of them leave in one segment. */
export type PipelinedCommand = { command: CommandName; options: CommandOptions };

export type PlainStep =
  | { kind: 'command'; who: Who; command: CommandName; options: CommandOptions }
  | { kind: 'write'; who: Who; options: WriteOptions }
  | { kind: 'poll'; who: Who; options: PollOptions }
  | { kind: 'burst'; who: Who; options: BurstOptions }
  | { kind: 'pipeline'; who: Who; commands: PipelinedCommand[]; clause?: string | undefined }
  | { kind: 'wait'; who: Who; options: WaitOptions }
  | { kind: 'alive'; who: Who; options: AliveOptions }
  | { kind: 'look'; who: Who; options: LookOptions }
  | { kind: 'connect' | 'half-close' | 'leave' | 'close' | 'reset'; who: Who };

export type TogetherStep = {
  kind: 'together';
  steps: PlainStep[];
  exactly?: Together['exactly'];
  clause?: string | undefined;
};

export type Step = PlainStep | TogetherStep;

const mapping = z.record(z.string(), z.unknown());

/**
 * Reads one step: a `StepSource`, or what an axis made of one. The loader has reported every mistake of a file with
 * its place by then, so what is still wrong here is a mistake of ours and is thrown.
 * @throws Error when the source does not have the form of a step, or its options are not those of its verb
 */
export function parseStep(source: unknown): Step {
  if (typeof source !== 'object' || source === null || !('together' in source)) return parsePlainStep(source);
  const { together, ...rest } = togetherStep.parse(source);
  return { kind: 'together', steps: together.map(parsePlainStep), ...rest };
}

/** Reads `user@2` into its parts. @throws Error when `text` does not name an actor */
export function parseWho(text: string): Who {
  if (!WHO.test(text)) throw new Error(`\`${text}\` does not name an actor, such as member, pro2 or user@2`);
  const [actor = '', connection = '1'] = text.split('@');
  return { actor, connection: Number(connection), role: roleOf(actor) };
}

function roleOf(actor: string): Role {
  if (actor.startsWith('member')) return 'member';
  if (actor.startsWith('pro')) return 'pro';
  if (actor.startsWith('admin')) return 'admin';
  return actor.startsWith('guest') ? 'none' : 'any';
}

function parsePlainStep(source: unknown): PlainStep {
  if (typeof source === 'string') return readStep(source, {});
  const [entry, ...further] = Object.entries(mapping.parse(source));
  if (entry === undefined || further.length > 0)
    throw new Error(`a step has one verb: ${JSON.stringify(source)}`);
  return readStep(entry[0], entry[1]);
}

function readStep(name: string, options: unknown): PlainStep {
  const space = name.indexOf(' ');
  const who = parseWho(name.slice(0, space));
  const verb = name.slice(space + 1);
  const command = commandName.safeParse(verb);
  if (command.success) {
    return { kind: 'command', who, command: command.data, options: commandOptions.parse(options) };
  }
  const action = actionName.parse(verb);
  switch (action) {
    case 'write':
      return { kind: 'write', who, options: writeOptions.parse(options) };
    case 'poll':
      return { kind: 'poll', who, options: pollOptions.parse(options) };
    case 'burst':
      return { kind: 'burst', who, options: burstOptions.parse(options) };
    case 'pipeline':
      return { kind: 'pipeline', who, ...readPipeline(options) };
    case 'wait':
      return { kind: 'wait', who, options: waitOptions.parse(options) };
    case 'alive':
      return { kind: 'alive', who, options: aliveOptions.parse(options) };
    case 'look':
      return { kind: 'look', who, options: lookOptions.parse(options) };
    case 'connect':
    case 'half-close':
    case 'leave':
    case 'close':
    case 'reset':
      OPTIONS_OF[action].parse(options);
      return { kind: action, who };
  }
}

function readPipeline(source: unknown): { commands: PipelinedCommand[]; clause?: string | undefined } {
  const { commands, ...rest } = pipelineOptions.parse(source);
  const read = commands.flatMap((entry) =>
    Object.entries(entry).map(([name, options]) => ({ command: commandName.parse(name), options })),
  );
  return { commands: read, ...rest };
}
