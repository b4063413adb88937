import type { PlainStep, Step } from '../../spec/step.ts';
import { nameOf } from '../play/channels.ts';
import { dueIn } from './due.ts';
import type { Sample } from './sample.ts';
import { sentIn } from './sent.ts';

/** A step of a case in words. */
export interface ExplainedStep {
  /** Who does what, such as `member SEND_MSG`. */
  readonly does: string;
  /** The bytes that leave, a line for each segment. */
  readonly sends: readonly string[];
  /** In which way they leave, when that is not in one segment and at once. */
  readonly how?: string;
  /** What must come back, a sentence each. */
  readonly due: readonly string[];
  /** What happens at the same moment within it. */
  readonly together: readonly ExplainedStep[];
}

/** Explains a step. `clause`: the one that a miss breaks where the step names none. */
export function explainStep(step: Step, clause: string, sample: Sample): ExplainedStep {
  if (step.kind === 'together') {
    const own = step.clause ?? clause;
    const counts = Object.entries(step.exactly ?? {}).map(
      ([code, count]) => `${code} for exactly ${count} of them, else ${own} is broken`,
    );
    const together = step.steps.map((inner) => explainStep(inner, clause, sample));
    return { does: 'at the same moment, each on a connection of its own', sends: [], due: counts, together };
  }
  const { bytes, how } = sentIn(step, sample);
  const due = dueIn(step, clauseOf(step) ?? clause);
  return { does: doesWhat(step), sends: bytes, ...(how !== undefined && { how }), due, together: [] };
}

function clauseOf(step: PlainStep): string | undefined {
  if (step.kind === 'pipeline') return step.clause;
  return 'options' in step && 'clause' in step.options ? step.options.clause : undefined;
}

function doesWhat(step: PlainStep): string {
  const who = nameOf(step.who);
  switch (step.kind) {
    case 'command': {
      const { as, malformed, eventually, keep } = step.options;
      const traits = [
        ...(as === undefined ? [] : [`called ${as}`]),
        ...(malformed === true ? ['malformed on purpose'] : []),
        ...(eventually === undefined ? [] : ['again while it is answered 403, up to release-ms']),
        ...(keep === true ? ['on the connection that was refused'] : []),
      ];
      return [`${who} ${step.command}`, ...traits].join(', ');
    }
    case 'write':
      return [
        `${who} writes bytes as they stand`,
        ...(step.options.as === undefined ? [] : [`called ${step.options.as}`]),
        ...(step.options.malformed === true ? ['malformed on purpose'] : []),
      ].join(', ');
    case 'poll':
      return `${who} NEW_CHG_AVAILABLE, ${pollsUntil(step)}`;
    case 'burst':
      return `${who} SEND_MSG, again and again${step.options.as === undefined ? '' : `, all called ${step.options.as}`}`;
    case 'pipeline':
      return `${who} ${step.commands.map(({ command }) => command).join(', ')} in one segment`;
    case 'wait':
      return `${who} waits ${WAITS[step.options.for]}`;
    case 'alive':
      return 'somebody else connects';
    case 'look':
      return 'somebody looks into the database of the target';
    case 'connect':
      return `${who} connects`;
    case 'half-close':
      return `${who} ends its side of the connection`;
    case 'leave':
      return `${who} says DISCONNECTED and closes the connection`;
    case 'close':
      return `${who} closes the connection without a word`;
    case 'reset':
      return `${who} breaks the connection off`;
  }
}

function pollsUntil({ options: { misses, once } }: Extract<PlainStep, { kind: 'poll' }>): string {
  return misses !== undefined || once === true
    ? 'again until no changes are left'
    : 'again until all that is looked for has come';
}

const WAITS = {
  gap: 'until the target is quiet',
  'half-idle': 'half of idle-ms',
  idle: 'longer than idle-ms',
  minute: 'a whole minute of the limit (minute-ms)',
  hour: 'a whole hour of the limit (hour-ms)',
} as const;
