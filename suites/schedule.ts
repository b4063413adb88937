import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import { unplayed } from './case-result.ts';
import { byDependency } from './dependency.ts';
import type { Outcome } from './outcome.ts';
import { sooner, type Next, type Wait } from './next.ts';
import { Pending } from './pending.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult } from './result.ts';
import { Results } from './results.ts';
import type { ScheduleOptions } from './schedule-options.ts';

/** A case is played again at most so often when the target answered 426 for want of quota. */
const MOST_LIMITED = 2;
/** How long cases that are running when the run is interrupted may take to come to their end. */
const LAST_CHANCE_MS = 500;

/**
 * Plays all cases: in the order of their phases, each after those it depends on, as many at once as there are jobs and
 * accounts for. Reads each result before it picks the next case.
 */
export class Schedule {
  readonly #run: RunContext;
  readonly #options: ScheduleOptions;
  readonly #results: Results;
  readonly #pending: Pending;
  readonly #running = new Map<Case, Promise<void>>();
  /** What is told of a case in which the target died, when it does not come up again to be asked once more. */
  readonly #deaths = new Map<Case, CaseResult>();

  constructor(cases: readonly Case[], run: RunContext, options: ScheduleOptions) {
    this.#run = run;
    this.#options = options;
    this.#results = new Results(options);
    this.#pending = new Pending(cases);
  }

  async runAll(): Promise<void> {
    const aborted = once(this.#options.signal, 'abort');
    while (!this.#options.signal.aborted) {
      if (this.#running.size === 0) await this.#options.lives.look();
      const next = this.#running.size < this.#options.jobs ? this.#next() : ({ kind: 'busy' } as const);
      switch (next.kind) {
        case 'start':
          this.#start(next.each, next.accounts);
          break;
        case 'decided':
          this.#decide(next.each, next.result);
          break;
        case 'wait':
          await Promise.race([aborted, this.#wait(next)]);
          break;
        case 'renew':
          await Promise.race([aborted, this.#options.lives.renew()]);
          break;
        case 'busy':
          await Promise.race([aborted, ...this.#running.values()]);
          break;
        case 'done':
          this.#pending.assertNone();
          return;
      }
    }
    await Promise.race([
      Promise.all(this.#running.values()),
      sleep(LAST_CHANCE_MS, undefined, { ref: false }),
    ]);
  }

  #next(): Next {
    const { lives } = this.#options;
    const isAlone = (each: Case): boolean => each.alone || lives.isAlone(each);
    if ([...this.#running.keys()].some(isAlone)) return { kind: 'busy' };
    if (lives.isOver) return this.#running.size > 0 ? { kind: 'busy' } : { kind: 'renew' };
    let soonest: Wait | undefined;
    for (const each of this.#pending.ofThePhase(this.#running.keys())) {
      const decided = this.#decided(each);
      if (decided !== undefined) return { kind: 'decided', each, result: decided };
      if (this.#pending.awaits(each, this.#running.keys())) continue;
      if (isAlone(each) && this.#running.size > 0) break;
      const untilMs = this.#pending.postponed(each)?.untilMs ?? 0;
      if (untilMs > this.#run.now()) {
        soonest = sooner(soonest, { kind: 'wait', untilMs, each });
        continue;
      }
      const lending = this.#run.ledger.lend(each.accounts, this.#run.now());
      if (lending.kind === 'lent' && lives.mustRenewFor(each)) {
        this.#run.ledger.giveBack(lending.accounts.values());
        return { kind: 'renew' };
      }
      if (lending.kind === 'lent') return { kind: 'start', each, accounts: lending.accounts };
      if (lending.kind === 'never')
        return { kind: 'decided', each, result: unplayed(each, { kind: 'skipped', why: lending.why }) };
      if (lending.kind === 'wait')
        soonest = sooner(soonest, { kind: 'wait', untilMs: lending.untilMs, each });
    }
    if (this.#running.size > 0) return { kind: 'busy' };
    return soonest ?? { kind: 'done' };
  }

  /** What can be said of a case without playing it. */
  #decided(each: Case): CaseResult | undefined {
    const { end } = this.#options.lives;
    if (end !== undefined) return this.#deaths.get(each) ?? this.#blockedByDeath(each, end);
    const unmet = this.#options.unmet(each);
    if (unmet !== undefined) return unplayed(each, unmet);
    return byDependency(each, this.#results.byId);
  }

  #blockedByDeath(each: Case, why: string): CaseResult {
    return unplayed(each, { kind: 'blocked', why, by: 'run/survival' });
  }

  #start(each: Case, accounts: ReadonlyMap<string, Account>): void {
    const attempt = this.#pending.attempt(each);
    this.#options.onStart(each);
    this.#options.lives.began(each);
    const playing = this.#options
      .play(each, accounts, attempt)
      .then((outcome) => {
        const spoilt = each.accounts.filter(({ spoilt: is }) => is).map(({ actor }) => accounts.get(actor));
        this.#run.ledger.giveBack(
          accounts.values(),
          new Set(spoilt.filter((account) => account !== undefined)),
        );
        this.#take(each, outcome);
      })
      .finally(() => this.#running.delete(each));
    this.#running.set(each, playing);
  }

  #take(each: Case, outcome: Outcome): void {
    const { lives } = this.#options;
    if (outcome.kind === 'dead') this.#takeDead(each, outcome);
    // What came of it while the target died beside it says nothing.
    else if (lives.isOver) this.#playAnew(each);
    else {
      lives.survived(each);
      this.#takeAlive(each, outcome);
    }
    this.#bail();
  }

  #takeAlive(each: Case, outcome: Exclude<Outcome, { kind: 'dead' }>): void {
    switch (outcome.kind) {
      case 'result':
        if (this.#results.take(outcome.result) === 'recorded') return;
        this.#pending.forget(each);
        this.#pending.retryLater(each);
        return;
      case 'repeat':
        this.#pending.retry(each);
        return;
      case 'limited':
        for (const account of outcome.accounts) this.#run.ledger.exhaust(account, this.#run.now());
        if (
          this.#pending.attemptsOf(each) <= MOST_LIMITED ||
          this.#pending.postpones(each, outcome, this.#run.now())
        )
          this.#pending.retryLater(each);
        else this.#results.end(outcome.result);
    }
  }

  #takeDead(each: Case, { result, death }: Extract<Outcome, { kind: 'dead' }>): void {
    const { lives } = this.#options;
    // What went on beside the fatal case died of it too.
    if (lives.end !== undefined) this.#results.record(this.#blockedByDeath(each, lives.end));
    else if (lives.diedIn(each, death) === 'doubtful') {
      this.#deaths.set(each, result);
      this.#playAnew(each);
    } else this.#results.record(result);
  }

  #playAnew(each: Case): void {
    this.#pending.forget(each);
    this.#pending.retry(each);
  }

  #decide(each: Case, result: CaseResult): void {
    this.#pending.remove(each);
    this.#results.end(result);
    this.#bail();
  }

  #bail(): void {
    if (this.#results.haveBailed) this.#pending.clear();
  }

  async #wait({ untilMs, each }: Wait): Promise<void> {
    const waitMs = Math.max(1, untilMs - this.#run.now());
    const waited = await this.#run.patience.wait(waitMs, 'quotas of the accounts');
    if (waited === 'waited' || this.#options.signal.aborted) return;
    const seconds = Math.ceil(waitMs / 1000);
    const why = `the accounts have used up their messages for ${seconds} s: more accounts, or more --patience`;
    this.#decide(each, this.#pending.postponed(each)?.result ?? unplayed(each, { kind: 'skipped', why }));
  }
}
