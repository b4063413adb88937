import { Histogram } from './histogram.ts';
import type { Live } from './live.ts';
import type { MeasuredStep } from './measured.ts';

/** When a run is what, in ms of its clock. */
export interface Span {
  /** The warm-up. */
  readonly startMs: number;
  /** The measured time. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The length of a step of the time line, in whole seconds. */
  readonly stepMs: number;
}

export const NEVER: Span = { startMs: Infinity, fromMs: Infinity, toMs: Infinity, stepMs: 1000 };

const SECOND_MS = 1000;
/** So many steps show the course of any run. */
const MOST_STEPS = 300;

/** How long the steps of a run of that length are: a second, or longer so that there are at most 300. */
export function stepMsFor(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / SECOND_MS / MOST_STEPS)) * SECOND_MS;
}

/** What the live view gets of a second. */
export type PastSecond = Pick<Live, 'number' | 'answered' | 'latency'>;

/** What happened when, in seconds for the live view and in steps for the report. Answers count when they come. */
export class TimeLine {
  readonly tally = { answered: 0, errors: 0 };
  #span: Span = NEVER;
  readonly #second = new Stretch();
  readonly #step = new Stretch();
  readonly #steps: MeasuredStep[] = [];
  /** The second that runs, counted from the start of the measured time; the warm-up has negative ones. */
  #number = -Infinity;
  #endMs = Infinity;
  #past: PastSecond | undefined;

  /** Before this is called, nothing may be told. */
  begin(span: Span): void {
    this.#span = span;
    this.#number = Math.floor((span.startMs - span.fromMs) / SECOND_MS);
    this.#endMs = this.#endOf(this.#number);
  }

  sent(nowMs: number): void {
    if (nowMs >= this.#endMs) this.#turn(nowMs);
    this.#second.sent += 1;
  }

  answered(latencyUs: number, nowMs: number): void {
    if (nowMs >= this.#endMs) this.#turn(nowMs);
    this.#second.answered += 1;
    this.tally.answered += 1;
    this.#second.latency.record(latencyUs);
  }

  /** Also before the beginning, when it counts for nothing. */
  received(bytes: number, nowMs: number): void {
    if (this.#span === NEVER) return;
    if (nowMs >= this.#endMs) this.#turn(nowMs);
    this.#second.receivedBytes += bytes;
  }

  failed(): void {
    this.#second.errors += 1;
    this.tally.errors += 1;
  }

  /** The last whole second, once. */
  takePast(nowMs: number): PastSecond | undefined {
    if (nowMs >= this.#endMs) this.#turn(nowMs);
    const past = this.#past;
    this.#past = undefined;
    return past;
  }

  /** All steps so far, the one that runs included, and those behind the measured time in which answers came. */
  steps(): readonly MeasuredStep[] {
    this.#closeSecond();
    this.#closeStep(this.#number);
    return this.#steps;
  }

  #turn(nowMs: number): void {
    while (nowMs >= this.#endMs) {
      this.#closeSecond();
      const secondsEach = this.#span.stepMs / SECOND_MS;
      if ((this.#number + 1) % secondsEach === 0) this.#closeStep(this.#number);
      this.#number += 1;
      this.#endMs = this.#endOf(this.#number);
    }
  }

  #closeSecond(): void {
    const { answered, latency } = this.#second;
    this.#past = { number: this.#number, answered, latency: latency.pack() };
    // The warm-up is shown while it runs, and forgotten.
    if (this.#number >= 0) this.#step.add(this.#second);
    this.#second.clear();
  }

  #closeStep(number: number): void {
    const step = Math.floor((number * SECOND_MS) / this.#span.stepMs);
    if (step >= 0 && (!this.#step.isEmpty || this.#isMeasured(step)))
      this.#steps.push(this.#step.measured(step));
    this.#step.clear();
  }

  #isMeasured(step: number): boolean {
    return this.#span.fromMs + step * this.#span.stepMs < this.#span.toMs;
  }

  #endOf(number: number): number {
    return this.#span.fromMs + (number + 1) * SECOND_MS;
  }
}

/** What is counted in a stretch of time. */
class Stretch {
  sent = 0;
  answered = 0;
  errors = 0;
  receivedBytes = 0;
  readonly latency = new Histogram();

  get isEmpty(): boolean {
    return this.sent + this.answered + this.errors + this.receivedBytes === 0;
  }

  add({ sent, answered, errors, receivedBytes, latency }: Stretch): void {
    this.sent += sent;
    this.answered += answered;
    this.errors += errors;
    this.receivedBytes += receivedBytes;
    this.latency.add(latency);
  }

  clear(): void {
    this.sent = 0;
    this.answered = 0;
    this.errors = 0;
    this.receivedBytes = 0;
    this.latency.clear();
  }

  measured(number: number): MeasuredStep {
    const { sent, answered, errors, receivedBytes, latency } = this;
    return { number, sent, answered, errors, receivedBytes, latency: latency.pack() };
  }
}
