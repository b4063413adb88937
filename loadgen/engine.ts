import { performance } from 'node:perf_hooks';
import { createDemand } from './create-demand.ts';
import { createLink } from './create-link.ts';
import type { Demand } from './demand.ts';
import { Mailbox } from './delivery/mailbox.ts';
import { sweep, sweepersOf } from './delivery/sweep.ts';
import { Dialer } from './dialer.ts';
import { dropStalled } from './drop-stalled.ts';
import { giveUpRest } from './give-up-rest.ts';
import type { Instrument } from './instrument.ts';
import type { Around, Job, Outcome } from './job.ts';
import type { LinkOwner } from './link-options.ts';
import type { Link } from './link.ts';
import { Pacer } from './pacer.ts';
import { durationOf } from './plan.ts';
import { seeded, seedFor } from './random.ts';
import { Recorder } from './recorder.ts';
import { stepMsFor } from './time-line.ts';
import { Turn } from './turn.ts';

/** How often connections are looked after. */
const LOOK_MS = 50;
/** What one read may bring; one buffer for all connections of a thread. */
const READ_BYTES = 256 * 1024;
/** So long after the end answers are waited for at most, however many still come. */
const LONGEST_DRAIN_MS = 30_000;
/** And so long when somebody wants to be done. */
const HURRIED_DRAIN_MS = 1000;
/** In less time than that, how busy the event loop was says nothing. */
const SHORT_MS = 250;

/**
 * Does a job: logs its users in, sends what the plan asks for, and measures. Never rejects for what the target does.
 * @param instruments what sends and times for each user of the job, in their order; without them it does so itself
 */
export function runJob(job: Job, around: Around, instruments: readonly Instrument[] = []): Promise<Outcome> {
  return new Engine(job, around, instruments).run();
}

class Engine implements LinkOwner {
  readonly #job: Job;
  readonly #around: Around;
  readonly #recorder: Recorder;
  readonly #links: readonly Link[];
  readonly #dialer: Dialer;
  #demand: Demand | undefined;
  #pacer: Pacer | undefined;
  /** One for each link, where delivery is verified. */
  readonly #mails: readonly Mailbox[];
  #isSweeping = false;
  #gone: string | undefined;
  #lastAnswerMs = -Infinity;

  constructor(job: Job, around: Around, instruments: readonly Instrument[]) {
    const { plan, share, users } = job;
    this.#job = job;
    this.#around = around;
    this.#recorder = new Recorder({ isOpen: plan.load.kind === 'open', expect: plan.expect });
    const shared = Buffer.allocUnsafeSlow(READ_BYTES);
    const turn = new Turn(around.now, (link, answered, nowMs) => {
      this.#lastAnswerMs = nowMs;
      this.#freed(link, answered, nowMs);
    });
    const common = { job, recorder: this.#recorder, owner: this, shared, turn, now: around.now };
    this.#mails = plan.verify ? users.map((user) => new Mailbox(user, job.tag)) : [];
    this.#links = users.map((user, at) =>
      createLink(user, common, { instrument: instruments[at], mail: this.#mails[at] }),
    );
    const random = seeded(seedFor(plan.seed, -1 - share.index));
    const onGivenUp = (reason: string): void => void (this.#gone ??= reason);
    this.#dialer = new Dialer({ links: users.length, random, retryMs: around.retryMs, onGivenUp });
  }

  async run(): Promise<Outcome> {
    try {
      this.#dialer.bringUp(this.#links);
      await this.#until(() => this.#links.every(({ isUp }) => isUp), Infinity);
      const startMs = this.#isCutShort ? Infinity : await this.#around.ready();
      if (this.#isCutShort)
        return { kind: 'not-ready', ...(this.#gone !== undefined && { reason: this.#gone }) };
      return await this.#measure(startMs);
    } finally {
      this.#dialer.stop();
      await Promise.all(this.#links.map((link) => link.leave()));
    }
  }

  onUp(link: Link): void {
    this.#dialer.isUp(link);
    this.#around.onConnected(this.#links.filter(({ isUp }) => isUp).length);
    this.#freed(link, link.takeLost(), this.#around.now());
  }

  onDown(link: Link, reason: string): void {
    this.#dialer.isDown(link, reason);
  }

  /** So many commands of a connection have been answered, or lost: there is room for more. */
  #freed(link: Link, commands: number, nowMs: number): void {
    if (this.#demand === undefined) return;
    this.#demand.freed(link, commands, nowMs);
    this.#pacer?.expect(this.#demand.nextMs);
  }

  get #isCutShort(): boolean {
    return this.#gone !== undefined || this.#around.signal.aborted;
  }

  async #measure(startMs: number): Promise<Outcome> {
    const { plan, pacing } = this.#job;
    const { now } = this.#around;
    const fromMs = startMs + plan.warmUpMs;
    const durationMs = durationOf(plan);
    const span = { startMs, fromMs, toMs: fromMs + durationMs, stepMs: stepMsFor(durationMs) };
    this.#recorder.begin(span);
    const demand = createDemand(this.#job, { span, links: this.#links, recorder: this.#recorder });
    this.#demand = demand;
    demand.begin();
    const pacer = new Pacer(demand, { now, pacing });
    this.#pacer = pacer;
    pacer.expect(demand.nextMs);
    await this.#until(() => false, fromMs);
    const before = performance.eventLoopUtilization();
    await this.#until(() => plan.load.kind === 'closed' && demand.isOver, span.toMs);
    const { active, idle, utilization } = performance.eventLoopUtilization(before);
    const eventLoopUse = [active + idle < SHORT_MS ? 0 : utilization];
    const stopMs = now();
    pacer.stop();
    if (!this.#isCutShort) demand.pump(stopMs);
    demand.stop();
    await this.#drain();
    const isEarly = stopMs < span.toMs && !this.#isCutShort;
    const endMs = isEarly ? this.#lastAnswerMs : stopMs;
    const { reconnects } = this.#dialer;
    const measured = this.#recorder.measured({ reconnects, eventLoopUse });
    if (plan.verify) await this.#sweep();
    return {
      kind: 'measured',
      measured,
      mails: this.#mails.map((mail) => mail.mail()),
      measuredMs: Math.min(durationMs, Math.max(0, endMs - fromMs)),
      ...(this.#gone !== undefined && { gone: this.#gone }),
    };
  }

  /** Waits for answers as long as they come, and takes down what is left. */
  async #drain(): Promise<void> {
    const { now, signal } = this.#around;
    const startMs = now();
    const isDone = (): boolean =>
      this.#links.every(({ pending }) => pending.onTheirWay + pending.waiting === 0) ||
      now() - Math.max(startMs, this.#lastAnswerMs) > this.#job.answerMs ||
      (signal.aborted && now() - startMs > HURRIED_DRAIN_MS);
    if (this.#gone === undefined) await this.#while(() => !isDone() && now() - startMs < LONGEST_DRAIN_MS);
    giveUpRest({ links: this.#links, mails: this.#mails, recorder: this.#recorder });
  }

  /** Once nobody sends any more everybody polls until nothing is left. What was measured is not touched any more. */
  async #sweep(): Promise<void> {
    await this.#around.drained();
    this.#isSweeping = true;
    const whilst = (holds: () => boolean): Promise<void> => this.#while(() => !this.#isCutShort && holds());
    await sweep(this.#job, sweepersOf(this.#links, this.#mails), { now: this.#around.now, while: whilst });
  }

  /** Resolves once something holds, the time has come, or the run is cut short. */
  #until(holds: () => boolean, untilMs: number): Promise<void> {
    return this.#while(() => !this.#isCutShort && this.#around.now() < untilMs && !holds());
  }

  /** Looks after the connections as long as something holds. */
  #while(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        this.#lookAfter();
        if (holds()) return;
        clearInterval(timer);
        resolve();
      };
      const timer = setInterval(look, LOOK_MS);
      look();
    });
  }

  #lookAfter(): void {
    const nowMs = this.#around.now();
    const inFlight = this.#links.reduce((sum, { pending }) => sum + pending.onTheirWay + pending.waiting, 0);
    dropStalled(this.#links, { nowMs, answerMs: this.#job.answerMs });
    const live = this.#recorder.live(nowMs, inFlight);
    if (live !== undefined && !this.#isSweeping) this.#around.onLive(live);
  }
}
