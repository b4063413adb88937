import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Clause, Protocol } from '../spec/clause-schema.ts';
import { Ledger } from '../target/ledger.ts';
import type { Lifeline } from '../target/lifeline.ts';
import type { Address, Profile } from '../target/profile.ts';
import { createMask } from '../wire/mask.ts';
import type { Baseline } from './baseline.ts';
import type { Case } from './case.ts';
import { learnCounting } from './counting.ts';
import { PLAIN, speechIn } from './dialect/speech.ts';
import { EverywhereRules } from './everywhere.ts';
import { learntResults } from './learnt-results.ts';
import { nothingLearnt } from './learnt.ts';
import { NO_SIGHT, type Sight } from './message-store.ts';
import { planOf } from './plan.ts';
import type { RunContext } from './play/context.ts';
import { tokenForms } from './play/texts.ts';
import { preflight, type Preflight } from './preflight.ts';
import type { CaseResult, RunEvent, RunResult } from './result.ts';
import { unplayed } from './case-result.ts';
import { Lives } from './lives.ts';
import { createPatience } from './patience.ts';
import { playOne, RefusedPairs, type RunMemory } from './play-one.ts';
import { callTheRoll } from './roll-call.ts';
import { Schedule } from './schedule.ts';
import { survival, withDeath } from './survival.ts';
import { seededRandom, shuffled } from './seeded-random.ts';
import { Telling } from './telling.ts';
import { unmetOf } from './unmet.ts';

export interface RunOptions {
  readonly address: Address;
  readonly kind: RunResult['target']['kind'];
  readonly profile: Profile;
  readonly protocol: Protocol;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** The cases to play; those they depend on are taken to hold when they are not among them. */
  readonly cases: readonly Case[];
  readonly jobs: number;
  readonly patienceMs: number;
  /** What can be seen of the messages the target keeps; nothing unless told. */
  readonly sight?: Sight | undefined;
  readonly bail: boolean;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /**
   * A whole number up to 2^32 - 1, for the nonces and, where it `shuffles`, the order of cases of equal rank; the same
   * seed asks the same.
   */
  readonly seed: { readonly value: number; readonly shuffles: boolean };
  /** How often each case is played, from 1. */
  readonly repeat: number;
  readonly startedAt: Date;
  /** How to start the target again, where that can be done. */
  readonly lifeline?: Lifeline;
  /** What is known of the target already. */
  readonly baseline?: Baseline;
}

/** `unreachable`: no connection could be opened, so nothing was run. */
export type Run = { kind: 'ran'; result: RunResult } | { kind: 'unreachable'; reason: string };

/** Runs the suite against one target. Never rejects for what the target does. */
export async function runSuite(options: RunOptions): Promise<Run> {
  const startMs = performance.now();
  const telling = new Telling(options);
  const run = createContext(options);
  const results: CaseResult[] = [];
  const flight = await Promise.race([preflight(run, options.profile.accounts), aborted(options.signal)]);
  if (flight.kind === 'unreachable') return flight;
  const lives = new Lives({ ...options, lifeline: options.lifeline, now: run.now });
  results.push(...(flight.kind === 'stop' ? await withDeath(flight.results, options) : flight.results));
  const finish = (): Run => ({ kind: 'ran', result: telling.all(results, performance.now() - startMs) });
  const stopper =
    flight.kind === 'stop' ? flight.results[0] : flight.results.find(({ verdict }) => verdict === 'fail');
  if (flight.kind === 'stop') {
    results.push(
      ...options.cases.map((each) =>
        telling.of(
          unplayed(each, { kind: 'blocked', why: `${stopper?.id ?? ''} failed`, by: stopper?.id ?? '' }),
        ),
      ),
    );
    return finish();
  }
  if (!flight.canLogIn) run.learnt.letsIn = new Set();
  await lives.look();
  if (lives.isOver) await lives.renew();
  if (flight.canLogIn)
    results.push(...(await Promise.race([getToKnow(run), aborted(options.signal).then(() => [])])));
  options.onEvent({
    kind: 'plan',
    total: options.cases.length,
    text: planOf(options, run.sight),
  });
  const rules = new EverywhereRules(run.mask);
  const memory: RunMemory = { rules, earlier: new Map(), refused: new RefusedPairs() };
  const schedule = createSchedule(run, {
    ...{ options, memory, results, lives, telling },
    loginFailed: stopper?.id,
  });
  await schedule.runAll();
  results.push(
    ...learntResults(run.learnt),
    ...rules.results(options.clauses),
    await survival(run, lives, options),
  );
  return finish();
}

/** What else is learnt before the first case. */
async function getToKnow(run: RunContext): Promise<CaseResult[]> {
  const roll = await callTheRoll(run);
  return [...roll, ...(await learnCounting(run))];
}

/** An interrupted run has found out nothing, and nothing against the target. */
async function aborted(signal: AbortSignal): Promise<Preflight> {
  if (!signal.aborted) await once(signal, 'abort');
  return { kind: 'go', results: [], canLogIn: false };
}

function createContext(options: RunOptions): RunContext {
  const { profile } = options;
  const { dialect } = profile;
  const random = seededRandom(options.seed.value);
  return {
    peer: {
      // Each life of a target may have a port of its own.
      get address() {
        return options.lifeline?.address ?? options.address;
      },
      profile,
    },
    protocol: options.protocol,
    clauses: options.clauses,
    learnt: nothingLearnt(),
    speech: dialect === undefined ? PLAIN : speechIn(dialect, random),
    ledger: new Ledger(profile.accounts, profile.limits),
    patience: createPatience(options.patienceMs, {
      signal: options.signal,
      onWait: (forMs, why) => options.onEvent({ kind: 'waiting', forMs, why }),
    }),
    sight: options.sight ?? NO_SIGHT,
    mask: createMask(secretsOf(profile)),
    now: () => performance.now(),
    startedMs: performance.now(),
    random,
    ...(options.lifeline && { lifeline: options.lifeline }),
  };
}

/** Tokens, and what cases make of them: whoever reads a report must not be able to guess one. */
function secretsOf({ accounts }: Profile): Map<string, string> {
  return new Map(
    accounts.flatMap(({ token, id }) => [
      [token, `token of ${id}`],
      [tokenForms.prefix(token), `token of ${id}, cut`],
      [tokenForms['other-case'](token), `token of ${id}, in the other case`],
      [tokenForms['other-first'](token), `token of ${id}, its first character changed`],
      [tokenForms['other-last'](token), `token of ${id}, its last character changed`],
    ]),
  );
}

interface Parts {
  options: RunOptions;
  memory: RunMemory;
  results: CaseResult[];
  lives: Lives;
  loginFailed: string | undefined;
  telling: Telling;
}

function createSchedule(run: RunContext, parts: Parts): Schedule {
  const { options, memory, results, lives, loginFailed, telling } = parts;
  let done = 0;
  const total = options.cases.length;
  const cases = options.seed.shuffles ? shuffled(options.cases, run.random) : options.cases;
  return new Schedule(cases, run, {
    jobs: options.jobs,
    repeat: options.repeat,
    bail: options.bail,
    signal: options.signal,
    unmet: (each) => unmetOf(each, run, loginFailed),
    inLight: (result) => telling.of(result),
    onStart: ({ id }) => options.onEvent({ kind: 'case-started', id }),
    onResult: (result) => {
      done += 1;
      results.push(result);
      options.onEvent({ kind: 'case-ended', result, done, total });
    },
    play: (each, accounts, attempt) => playOne(each, accounts, { run, memory, attempt }),
    lives,
  });
}
