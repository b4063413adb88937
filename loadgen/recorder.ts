import { Histogram } from './histogram.ts';
import { CODES, countsByCode, KindRecord } from './kind-record.ts';
import type { Live } from './live.ts';
import type { Measured } from './measured.ts';
import type { Pending } from './pending.ts';
import { COMMAND_KINDS, type CommandKind } from './plan.ts';
import { NEVER, TimeLine, type Span } from './time-line.ts';

/** What is known of a run before it starts. */
export interface RecorderOptions {
  /** Whether latency counts from another time than that of sending. */
  readonly isOpen: boolean;
  /** The codes that are no error. */
  readonly expect: readonly number[];
}

/**
 * Takes down what becomes of commands. Those that were meant to leave in the measured time count, whenever the answer
 * comes. Nothing here waits, and hardly anything is made for a command.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #expected = new Uint8Array(CODES);
  readonly #kinds: Readonly<Record<CommandKind, KindRecord>> = {
    send: new KindRecord(),
    poll: new KindRecord(),
    update: new KindRecord(),
    delete: new KindRecord(),
  };
  readonly #service = new Histogram();
  readonly #sendError = new Histogram();
  readonly #statuses = new Float64Array(CODES);
  readonly #reasons = new Set<string>();
  readonly #timeLine = new TimeLine();
  #span = NEVER;
  #inTime = 0;
  #unsent = 0;
  #unasked = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    for (const code of options.expect) this.#expected[code] = 1;
  }

  /** Before this is called, nothing may be told. */
  begin(span: Span): void {
    this.#span = span;
    this.#timeLine.begin(span);
  }

  /** A command was ready to leave so much later than it was meant to. */
  late(intendedMs: number, nowMs: number): void {
    if (this.#counts(intendedMs)) this.#sendError.record((nowMs - intendedMs) * 1000);
  }

  /** The command that has waited longest leaves. */
  sent(kind: CommandKind, { nextIntendedMs }: Pending, nowMs: number): void {
    if (this.#counts(nextIntendedMs)) this.#kinds[kind].sent += 1;
    this.#timeLine.sent(nowMs);
  }

  /** The oldest command on its way has been answered. */
  answered({ intendedMs, sentMs, kind }: Pending, code: number, nowMs: number): void {
    const isExpected = this.#expected[code] === 1;
    const latencyUs = (nowMs - intendedMs) * 1000;
    this.#timeLine.answered(latencyUs, nowMs);
    if (!isExpected) this.#timeLine.failed();
    this.#statuses[code] = (this.#statuses[code] ?? 0) + 1;
    if (isExpected && this.#counts(nowMs)) this.#inTime += 1;
    if (!this.#counts(intendedMs)) return;
    const record = this.#kinds[kind];
    record.answered += 1;
    record.statuses[code] = (record.statuses[code] ?? 0) + 1;
    if (!isExpected) record.unexpected += 1;
    else {
      record.latency.record(latencyUs);
      if (this.#options.isOpen) this.#service.record((nowMs - sentMs) * 1000);
    }
  }

  /** The oldest command on its way will not be answered any more. */
  gone(how: 'lost' | 'unanswered', { intendedMs, kind }: Pending): void {
    this.#timeLine.failed();
    if (this.#counts(intendedMs)) this.#kinds[kind][how] += 1;
  }

  /** A command was due and never left; what it would have been, nobody knows. */
  unsent(intendedMs: number): void {
    this.#timeLine.failed();
    if (this.#counts(intendedMs)) this.#unsent += 1;
  }

  /** So many bytes have come. */
  received(bytes: number, nowMs: number): void {
    this.#timeLine.received(bytes, nowMs);
  }

  unasked(): void {
    this.#timeLine.failed();
    this.#unasked += 1;
  }

  /** Why a connection ended. */
  because(reason: string): void {
    if (this.#reasons.size < MOST_REASONS) this.#reasons.add(reason);
  }

  /** Tells of the last whole second, once; to be called more often than that. */
  live(nowMs: number, inFlight: number): Live | undefined {
    const past = this.#timeLine.takePast(nowMs);
    if (past === undefined) return undefined;
    return { ...past, inFlight, tally: { ...this.#timeLine.tally, statuses: countsByCode(this.#statuses) } };
  }

  /** All there is in the end, but for what the generator knows of itself. */
  measured({ reconnects, eventLoopUse }: Pick<Measured, 'reconnects' | 'eventLoopUse'>): Measured {
    const used = COMMAND_KINDS.map((kind) => this.#kinds[kind].measured(kind)).filter(({ sent }) => sent > 0);
    return {
      commands: used,
      service: this.#options.isOpen ? this.#service.pack() : this.#latencies().pack(),
      sendError: this.#sendError.pack(),
      steps: this.#timeLine.steps(),
      inTime: this.#inTime,
      unsent: this.#unsent,
      unasked: this.#unasked,
      reconnects,
      reasons: [...this.#reasons],
      eventLoopUse,
    };
  }

  #latencies(): Histogram {
    const all = new Histogram();
    for (const kind of COMMAND_KINDS) all.add(this.#kinds[kind].latency);
    return all;
  }

  #counts(ms: number): boolean {
    return ms >= this.#span.fromMs && ms < this.#span.toMs;
  }
}

/** A target that says something else each time must not fill the memory. */
const MOST_REASONS = 8;
