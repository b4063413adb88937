import type { Learnt } from '../learnt.ts';
import { textLength } from '../text-length.ts';
import { build, type Asked, type Built } from './build.ts';
import type { CommandRecord } from './command.ts';
import type { CaseContext } from './context.ts';

type Exchanged = Extract<CommandRecord, { kind: 'answer' }>;

interface First {
  readonly record: Exchanged;
  readonly context: CaseContext;
  /** Sends the command again, built anew. */
  readonly exchange: (built: Built) => Promise<Exchanged>;
}

/**
 * A server may count something else than characters: UTF-16 units (M4) or bytes (M3). That is for the cases that give
 * the length themselves. Elsewhere a length that is refused gives way to one of another unit, which is learnt when that
 * is understood, so that whatever else is asked stays judged.
 */
export async function retryLength(asked: Asked, built: Built, first: First): Promise<Exchanged> {
  const { record, context, exchange } = first;
  const { learnt } = context;
  const { content = '' } = built;
  if (!isCounted(asked)) return record;
  const length = sentLength(built);
  if (isOk(record)) learn(learnt, content, length);
  if (!mayBeTheLength(record)) return record;
  const tried = new Set([length]);
  // Another case may have learnt the unit since this length was sent: then it is the first.
  for (const unit of learnt.lengthUnits) {
    const wanted = textLength(content, unit);
    if (tried.has(wanted)) continue;
    tried.add(wanted);
    const again = await exchange(build(asked, { ...context, learnt: { ...learnt, lengthUnits: [unit] } }));
    if (!isUnderstood(again, record)) continue;
    learn(learnt, content, wanted);
    return again;
  }
  return record;
}

/** Whether neither the length of this command nor the way it arrives is what the case asks about. */
function isCounted({ command, options }: Asked): boolean {
  const given = options.with?.['message-length'] !== undefined || options.without !== undefined;
  const isWhole = options.delivery === undefined || options.delivery === 'whole';
  return command === 'SEND_MSG' && options.malformed !== true && !given && isWhole;
}

function sentLength({ command }: Built): number {
  return Number(command.parameters.find(({ key }) => key === 'message-length')?.value);
}

/** Of the units that may still be, those that count so much in this content. */
function learn(learnt: Learnt, content: string, length: number): void {
  const [first, ...others] = learnt.lengthUnits.filter((unit) => textLength(content, unit) === length);
  if (first !== undefined) learnt.lengthUnits = [first, ...others];
}

function isOk({ answer }: Exchanged): boolean {
  return answer.kind === 'reply' && answer.code === 200;
}

function mayBeTheLength({ answer }: Exchanged): boolean {
  return answer.kind === 'reply' && (answer.code === 416 || answer.code === 403);
}

/** Malformed no more, whatever else is wrong with it; what was denied, not before it is accepted. */
function isUnderstood(again: Exchanged, first: Exchanged): boolean {
  const wasMalformed = first.answer.kind === 'reply' && first.answer.code === 416;
  if (!wasMalformed) return isOk(again);
  return again.answer.kind === 'reply' && again.answer.code !== 416;
}
