import type { Step } from '../spec/step.ts';
import { dueBy } from './play/burst.ts';
import type { Ruling } from './judge.ts';
import type { StepRecord } from './played.ts';
import { answerWords } from './words.ts';

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
  if (broken !== undefined)
    return [{ kind: 'broken', clause, expected: ['an answer to each message'], actual: answerWords(broken) }];
  if (options.judges === 'within') return [judgeWithin(codes, allowed, clause)];
  const due = dueBy(record);
  if (first > 0 && first <= due) return [{ kind: 'held' }];
  if (first === 0 && codes.length < due)
    return [
      {
        kind: 'not-observable',
        why: `the target takes so long to answer that its window moves on: ${codes.length} messages in ${Math.round(elapsedMs)} ms`,
      },
    ];
  const actual = first === 0 ? `none in ${codes.length} messages` : `the first one for message ${first}`;
  if (options.judges === 'spend')
    return [
      {
        kind: 'blocked',
        why: `${who.actor} could not be brought to its limit: 426 was due by message ${due}; ${actual}`,
      },
    ];
  return [{ kind: 'broken', clause, expected: [`426/TOOMRQ by message ${due}`], actual }];
}

function judgeWithin(codes: readonly number[], allowed: number, clause: string): Ruling {
  const wrong = codes.findIndex((code) => code !== 200);
  if (wrong < 0) return { kind: 'held' };
  const expected = [`200/OK for each of ${allowed} messages`];
  return { kind: 'broken', clause, expected, actual: `${String(codes[wrong])} for message ${wrong + 1}` };
}
