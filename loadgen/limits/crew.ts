import type { Limits } from '../../target/profile.ts';
import type { Counts } from './earned.ts';
import { isEarned } from './earned.ts';
import type { Event, Limit, WindowName } from './event.ts';
import type { LimitsPlan } from './limits-plan.ts';
import type { Voice } from './voice.ts';

/** What is assumed of a limit that nobody declares: what servers in the field are set to. */
const ASSUMED = { perMinute: 12, perHour: 90 } as const;
/** Behind an empty window, the clocks of both sides may disagree by so much. */
const MARGIN_PART = 0.02;
const MARGIN_MS = 60;

/** What all stages share. */
export interface CrewOptions {
  readonly plan: LimitsPlan;
  readonly limits: Limits;
  readonly tag: string;
  readonly now: () => number;
  /** Resolves after so long, or at once when nobody wants to wait any more. */
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** Tells what is being done. */
  readonly tell: (text: string) => void;
}

/** The limits of a target, what has been learnt of them, and how long may still be waited. */
export class Crew {
  readonly plan: LimitsPlan;
  readonly tag: string;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
  readonly now: () => number;
  readonly minute: Limit;
  readonly hour: Limit;
  /** Whether the profile declares them; only then are they judged. */
  readonly declares: Readonly<Record<WindowName, boolean>>;
  counts: Counts = 'messages';
  readonly #pause: (ms: number) => Promise<void>;
  #patienceMs: number;

  constructor(options: CrewOptions) {
    const { plan, limits } = options;
    ({ plan: this.plan, tag: this.tag, signal: this.signal, tell: this.tell, now: this.now } = options);
    this.#pause = options.pause;
    this.#patienceMs = plan.patienceMs;
    this.minute = { messages: limits.perMinute ?? ASSUMED.perMinute, windowMs: limits.minuteMs };
    this.hour = { messages: limits.perHour ?? ASSUMED.perHour, windowMs: limits.hourMs };
    this.declares = { minute: limits.perMinute !== undefined, hour: limits.perHour !== undefined };
  }

  get patienceMs(): number {
    return this.#patienceMs;
  }

  /** Waits, as far as patience goes. False when it does not, or when nobody wants to wait any more. */
  async wait(ms: number): Promise<boolean> {
    if (ms > this.#patienceMs || this.signal.aborted) return false;
    this.#patienceMs -= Math.max(0, ms);
    if (ms > 0) await this.#pause(ms);
    return !this.signal.aborted;
  }

  /** Waits until these users have been silent for a whole minute window. */
  emptyMinute(voices: readonly Voice[]): Promise<boolean> {
    const last = Math.max(-Infinity, ...voices.map(({ history }) => history.at(-1)?.answeredMs ?? -Infinity));
    return this.wait(Math.max(0, last + this.emptyMs() - this.now()));
  }

  /** How long it takes until a window is empty for certain. */
  emptyMs(): number {
    return this.minute.windowMs * (1 + MARGIN_PART) + MARGIN_MS;
  }

  /** Whether the user's own traffic may have earned a 426, by either limit. */
  isEarned(event: Event, before: readonly Event[]): boolean {
    const { counts } = this;
    return [this.minute, this.hour].some((limit) => isEarned(event, before, { limit, counts }));
  }
}
