import type { StatusCode } from '../../wire/status.ts';
import type { Answer } from '../answer.ts';
import type { Parts } from '../parts.ts';
import { aroundCommands, aroundDispatch } from './commands.ts';

/** Changes what answers say once they are written. */
export function changingAnswers(parts: Parts, change: (text: string) => string): Parts {
  return {
    ...parts,
    encodeAnswer: (answer) => Buffer.from(change(Buffer.from(parts.encodeAnswer(answer)).toString())),
  };
}

/** Leaves some answers of a command out; what they decide about the connection happens all the same. */
export function leavingUnanswered(
  parts: Parts,
  name: string,
  change: (answer: Answer) => Answer | undefined,
): Parts {
  const unheard = new WeakSet<Answer>();
  const altered = aroundCommands(parts, [name], async (request, next) => {
    const answer = await next(request);
    const left = change(answer);
    if (left !== undefined) unheard.add(left);
    return left ?? answer;
  });
  return {
    ...altered,
    encodeAnswer: (answer) => (unheard.has(answer) ? new Uint8Array() : parts.encodeAnswer(answer)),
  };
}

/** Ends the session behind an answer with this status. */
export function loggingOutAfter(parts: Parts, status: StatusCode): Parts {
  return aroundDispatch(parts, async (arrival, next) => {
    const answer = await next(arrival);
    if (answer.status === status) parts.sessions.release(arrival.client);
    return answer;
  });
}
