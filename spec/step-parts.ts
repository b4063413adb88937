/** Parts that several kinds of steps have in common. */
import type { Alternative } from './case-schema.ts';
import type { CommandOptions, LookOptions, PipelinedCommand, PlainStep, PollOptions, Step } from './step.ts';

/** What of a step says how it is judged. */
export type Judged = Pick<CommandOptions, 'clause' | 'expect' | 'observe'>;

/** The step itself, or those that happen together in it. */
export function plainSteps(step: Step): PlainStep[] {
  return step.kind === 'together' ? step.steps : [step];
}

/** The commands a step sends by name: one, those of a pipeline, or none. */
export function commandsIn(step: PlainStep): PipelinedCommand[] {
  if (step.kind === 'command') return [{ command: step.command, options: step.options }];
  return step.kind === 'pipeline' ? step.commands : [];
}

/** How a step is judged, command by command. */
export function judgedIn(step: PlainStep): Judged[] {
  switch (step.kind) {
    case 'command':
    case 'write':
    case 'poll':
    case 'alive':
    case 'burst':
    case 'look':
      return [step.options];
    case 'pipeline':
      return [{ clause: step.clause }, ...step.commands.map(({ options }) => options)];
    case 'connect':
    case 'half-close':
    case 'leave':
    case 'close':
    case 'reset':
    case 'wait':
      return [];
  }
}

/** The alternatives of an expectation that are written out with a verdict or a clause. */
export function alternativesOf({ expect }: Judged): Exclude<Alternative, string | number>[] {
  const alternatives = Array.isArray(expect) ? expect : [expect];
  return alternatives.filter((each) => typeof each === 'object');
}

/** The names of messages a poll looks for, or looks out for. */
export function messagesIn({ sees = [], misses = [] }: PollOptions): string[] {
  return [...sees, ...misses].map((change) => {
    if (typeof change === 'string') return change;
    if ('new_message' in change) return change.new_message;
    return 'message_updated' in change ? change.message_updated : change.message_deleted;
  });
}

/** The messages a look must find, each with the content it must have where the step names one. */
export function storedIn({ stored = [] }: LookOptions): { message: string; content?: string }[] {
  return stored.map((each) => (typeof each === 'string' ? { message: each } : each));
}

/** The names of all messages a look is about. */
export function messagesLookedFor(options: LookOptions): string[] {
  const { missing = [], unchanged = [], deleted = [] } = options;
  return [...storedIn(options).map(({ message }) => message), ...missing, ...unchanged, ...deleted];
}

/** The names of messages whose ids a step sends; those of actors, whose ids are written alike, may be among them. */
export function idsNamed(step: Step): string[] {
  const commands = plainSteps(step).flatMap(commandsIn);
  const inTexts = [...JSON.stringify(step).matchAll(/\{([a-z][a-z0-9]*)\.id\}/g)];
  return [
    ...commands.flatMap(({ options: { message } }) => message ?? []),
    ...inTexts.map(([, name = '']) => name),
  ];
}
