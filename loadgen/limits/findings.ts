import type { LimitCheck } from '../limits-result.ts';
import type { WindowName } from './event.ts';

/** A clause of the protocol as limits are asked for it, and what it says in our words. */
export const QUESTIONS = {
  R2: 'Up to its limit, a user who sends alone is not limited',
  R3: 'Beyond its limit, a user is answered 426',
  R4: 'A message answered 426 is not delivered',
  M2: 'A message answered 200 is delivered once',
  R5: 'Behind an empty window, messages are sent again',
  R6: 'The excess of others leaves a user free',
  R7: 'A new connection does not start a new window',
  R8: 'Behind an empty window, a user who was limited logs in',
  T22: 'A 426 leaves the session as it was, or closes the connection',
} as const;
export type Question = keyof typeof QUESTIONS;

export interface Broken {
  readonly expected: string;
  readonly actual: string;
  /** How many users showed it, of how many. */
  readonly users: number;
  readonly of: number;
}

/** What was found out, a question at a time; a later answer to the same one does not undo a finding. */
export class Findings {
  readonly #checks = new Map<string, LimitCheck>();

  held(clause: Question, users: number, window: WindowName = 'minute'): void {
    this.#put({ ...asked(clause, window), verdict: 'held', users });
  }

  broken(clause: Question, broken: Broken, window: WindowName = 'minute'): void {
    this.#put({ ...asked(clause, window), verdict: 'broken', ...broken });
  }

  unjudged(clause: Question, why: string, window: WindowName = 'minute'): void {
    this.#put({ ...asked(clause, window), verdict: 'unjudged', why });
  }

  /** In the order of the questions. */
  get checks(): LimitCheck[] {
    const order = Object.keys(QUESTIONS);
    const rank = ({ clause, window }: LimitCheck): number =>
      order.indexOf(clause) + (window === 'hour' ? order.length : 0);
    return [...this.#checks.values()].sort((a, b) => rank(a) - rank(b));
  }

  #put(check: LimitCheck): void {
    const key = `${check.clause} ${check.window}`;
    const known = this.#checks.get(key);
    if (known === undefined || WEIGHT[check.verdict] >= WEIGHT[known.verdict]) this.#checks.set(key, check);
  }
}

const WEIGHT = { unjudged: 0, held: 1, broken: 2 } as const;

function asked(clause: Question, window: WindowName): { clause: string; window: WindowName; title: string } {
  return { clause, window, title: QUESTIONS[clause] };
}
