import { PHASES, type Case } from './case.ts';
import type { CaseResult } from './result.ts';
import { assertNoneLeft, inOrder } from './order.ts';

/** A case is played a last time when it is past doubt: when that is, on the clock of the run, and what is told of it if not. */
interface Postponed {
  readonly untilMs: number;
  readonly result: CaseResult;
}

/** The cases that are still to be played, in their order, and how often each has been tried. */
export class Pending {
  readonly #cases: Case[];
  readonly #attempts = new Map<Case, number>();
  readonly #postponed = new Map<Case, Postponed>();

  constructor(cases: readonly Case[]) {
    this.#cases = inOrder(cases);
  }

  /** Those of the phase that is being played: a later one begins when nothing of it is left or running. */
  ofThePhase(running: Iterable<Case>): Case[] {
    const phases = [...running, ...this.#cases].map(({ phase }) => PHASES.indexOf(phase));
    const present = Math.min(...phases, PHASES.length - 1);
    return this.#cases.filter(({ phase }) => PHASES.indexOf(phase) <= present);
  }

  /** Whether a case rests on one that is running or still to be played. */
  awaits(each: Case, running: Iterable<Case>): boolean {
    const open = [...running, ...this.#cases];
    return each.needs.some((id) => open.some((other) => other !== each && other.id === id));
  }

  /** Takes a case out, to play it: which attempt it is, from 1. */
  attempt(each: Case): number {
    this.remove(each);
    const attempt = this.attemptsOf(each) + 1;
    this.#attempts.set(each, attempt);
    return attempt;
  }

  attemptsOf(each: Case): number {
    return this.#attempts.get(each) ?? 0;
  }

  /** Puts a case first: it is another attempt. */
  retry(each: Case): void {
    this.#cases.unshift(each);
  }

  /** Puts a case where it belongs in the order: it is another attempt. */
  retryLater(each: Case): void {
    this.#cases.push(each);
    this.#cases.splice(0, this.#cases.length, ...inOrder(this.#cases));
  }

  /** Whether a case that is in doubt is to wait for the end of it: once at the most. */
  postpones(
    each: Case,
    { result, doubtEndsMs }: { result: CaseResult; doubtEndsMs?: number },
    nowMs: number,
  ): boolean {
    if (this.#postponed.has(each) || doubtEndsMs === undefined || doubtEndsMs <= nowMs) return false;
    this.#postponed.set(each, { untilMs: doubtEndsMs, result });
    return true;
  }

  postponed(each: Case): Postponed | undefined {
    return this.#postponed.get(each);
  }

  /** From now on, the next attempt is the first. */
  forget(each: Case): void {
    this.#attempts.delete(each);
  }

  remove(each: Case): void {
    this.#cases.splice(this.#cases.indexOf(each), 1);
  }

  clear(): void {
    this.#cases.length = 0;
  }

  /** @throws Error when a case is left */
  assertNone(): void {
    assertNoneLeft(this.#cases);
  }
}
