import type { Step } from '../spec/step.ts';
import { dueBy } from './play/burst.ts';
import type { Ruling } from './ruling.ts';
import type { Answer, StepRecord } from './played.ts';
import { answerWords, statusWords } from './words.ts';

/**
 * Rules on a burst of messages. Within the limit nothing may be limited (R2). Beyond it a 426 is due by message
 * N + 1 + floor(N × elapsed / window), elapsed up to the last answer (R3).
 */
export function judgeBurst(
  { options, who }: Extract<Step, { kind: 'burst' }>,
  record: Extract<StepRecord, { kind: 'burst' }>,
  clause: string,
): Ruling[] {
  const { codes, allowed, elapsedMs, broken } = record;
  const first = codes.indexOf(426) + 1;
  if (broken !== undefined) return [judgeSilent({ who, options }, { broken, after: codes.length }, clause)];
  if (options.judges === 'within') return [judgeWithin(codes, allowed, clause)];
  const due = dueBy(record);
  if (first > 0 && first <= due) return [{ kind: 'held' }];
  if (first === 0 && codes.length < due) {
    const seconds = Math.round(elapsedMs / 1000);
    const pace = `${codes.length} messages in ${seconds} s`;
    const why = `the target takes so long to answer that its window moves on: ${pace}`;
    return [{ kind: 'not-observable', why }];
  }
  const actual = first === 0 ? neverWords(codes) : `the first 426/TOOMRQ for message ${first}`;
  if (options.judges === 'spend') return [notSpent(who.actor, `${actual}, due by message ${due}`)];
  return [{ kind: 'broken', clause, expected: [`426/TOOMRQ by message ${due}`], actual }];
}

/** Where the limit is a means, a message without an answer leaves the question unasked. */
function judgeSilent(
  { who, options }: Pick<Extract<Step, { kind: 'burst' }>, 'who' | 'options'>,
  { broken, after }: { broken: Answer; after: number },
  clause: string,
): Ruling {
  const actual = `${answerWords(broken)}, behind ${after} ${after === 1 ? 'message' : 'messages'}`;
  if (options.judges === 'spend') return notSpent(who.actor, actual);
  return { kind: 'broken', clause, expected: ['an answer to each message'], actual };
}

function notSpent(actor: string, why: string): Ruling {
  return {
    kind: 'blocked',
    why: `before the question of this case: ${actor} could not use up its limit: ${why}`,
  };
}

function neverWords(codes: readonly number[]): string {
  const none = `no 426/TOOMRQ in ${codes.length} messages`;
  const [other] = codes.filter((code) => code !== 200);
  if (other === undefined) return none;
  const count = codes.filter((code) => code === other).length;
  return `${none}, of which ${count} ${count === 1 ? 'was' : 'were'} answered ${statusWords(other)}`;
}

function judgeWithin(codes: readonly number[], allowed: number, clause: string): Ruling {
  const wrong = codes.find((code) => code !== 200);
  if (wrong === undefined) return { kind: 'held' };
  const expected = [`200/OK for each of ${allowed} messages`];
  const actual = `${statusWords(wrong)} for message ${codes.indexOf(wrong) + 1}`;
  return { kind: 'broken', clause, expected, actual };
}
