import type { Answer } from './played.ts';
import type { Preflight } from './preflight.ts';
import { failed } from './preflight-results.ts';
import type { CaseResult } from './result.ts';
import type { Scout, Tried } from './scout.ts';

/** One finding that shows what came instead of the protocol. */
export function foreign(scout: Scout, tried: Tried | undefined): Preflight {
  if (tried === undefined) throw new Error('nothing was tried');
  const { answer } = tried;
  // A first connection could be opened: whatever is not there any more went away with it.
  if (answer.kind === 'unreachable') return { kind: 'stop', results: [died(scout, tried)] };
  const clause = { reply: 'T5', garbage: 'T4', flood: 'T4', closed: 'T3', silence: 'T3' }[answer.kind];
  const result = failed(scout, {
    id: 'preflight/protocol',
    title: 'The target speaks the tchatator protocol',
    finding: {
      clause,
      expected: ['a response whose first line is a status, such as 200/OK or 403/DENIED'],
      tried,
    },
  });
  return { kind: 'stop', results: [result] };
}

function died(scout: Scout, tried: Tried): CaseResult {
  return failed(scout, {
    id: 'preflight/survival',
    title: 'The server lives through its first command',
    finding: { clause: 'T12', expected: ['a second connection can be opened'], tried },
  });
}

/** Whether this is no answer that the protocol knows. */
export function isForeign(answer: Answer): boolean {
  return answer.kind !== 'reply' || ![200, 401, 403, 416, 426].includes(answer.code);
}
