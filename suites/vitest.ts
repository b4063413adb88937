/** The vitest front: a test for each case, and one for the run as a whole. */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, test } from 'vitest';
import type { Patterns } from '../spec/choose.ts';
import { chosenFrom, loadSuite, type Suite } from './engine.ts';
import { openTarget, type OpenTarget, type Target } from './open-target.ts';
import type { CaseResult, RunResult } from './result.ts';
import { runSuite, type Run } from './run.ts';
import { version } from './version.ts';
import { explained, tell } from './vitest-tell.ts';

export type { OpenTarget, ProfileForm, Target } from './open-target.ts';

/** What to test. All but the target may be left out. */
export interface ConformanceOptions extends Partial<Patterns> {
  /** A profile's file, a profile, or what starts the server; opened before the first test and closed behind the last. */
  readonly target: Target;
  /** What to ask; the specification that comes along unless told. */
  readonly suite?: Suite;
  /** How many cases at once; one unless told. */
  readonly jobs?: number;
  /** The longest to wait for rate windows in all; ten seconds unless told. */
  readonly patienceMs?: number;
  /** Whether a warning fails its test. */
  readonly strict?: boolean;
}

/** The same, with nothing left out. */
interface Told extends Suite {
  readonly target: Target;
  readonly jobs: number;
  readonly patienceMs: number;
  readonly strict: boolean;
}

type Ended = Run | { kind: 'broke'; error: unknown };

/** The bundled server may have to bring up a database first. */
const OPENING_MS = 90_000;
/** Every wait of a run is bounded by the run itself, which knows the pace of the target. */
const NO_TIMEOUT = { timeout: 0 };

/**
 * Declares a test for each case, by its id. They share one run, which plays the cases in its own order and several at
 * once; each test waits for its result. What could not be judged is skipped, with the reason.
 */
export function testConformance(given: ConformanceOptions): void {
  const options = told(given);
  const results = new Results(options.cases.map(({ id }) => id));
  const stopping = new AbortController();
  let target: OpenTarget | undefined;
  let ended: Promise<Ended> = Promise.resolve({ kind: 'broke', error: new Error('no run was started') });

  beforeAll(async () => {
    target = await openTarget(options.target);
    ended = play(target, { options, results, signal: stopping.signal });
  }, OPENING_MS);
  afterAll(async () => {
    stopping.abort();
    await ended;
    await target?.stop();
  }, OPENING_MS);

  for (const each of options.cases)
    test(each.id, NO_TIMEOUT, async (context) => {
      const result =
        (await results.of(each.id)) ?? resultOf(await ended).results.find(({ id }) => id === each.id);
      if (result === undefined) throw new Error('the run ended before this case was played');
      await tell(result, context, { ...options, of: each });
    });
  test('run', NO_TIMEOUT, async () => {
    judgeRun(resultOf(await ended), options);
  });
}

function told({
  suite = loadSuite(),
  jobs = 1,
  patienceMs = 10_000,
  strict = false,
  ...given
}: ConformanceOptions): Told {
  return { ...chosenFrom(suite, given), target: given.target, jobs, patienceMs, strict };
}

/** Results as they come. A promise here never rejects, since its test may not be there yet to hear it. */
class Results {
  readonly #promises = new Map<string, Promise<CaseResult | undefined>>();
  readonly #settle = new Map<string, (result?: CaseResult) => void>();

  constructor(ids: readonly string[]) {
    for (const id of ids)
      this.#promises.set(id, new Promise((resolve) => this.#settle.set(id, (result) => resolve(result))));
  }

  /** Undefined when the run has ended without it. */
  of(id: string): Promise<CaseResult | undefined> {
    return this.#promises.get(id) ?? Promise.resolve(undefined);
  }

  take(result: CaseResult): void {
    this.#settle.get(result.id)?.(result);
  }

  end(): void {
    for (const settle of this.#settle.values()) settle();
  }
}

interface Parts {
  readonly options: Told;
  readonly results: Results;
  readonly signal: AbortSignal;
}

async function play(target: OpenTarget, { options, results, signal }: Parts): Promise<Ended> {
  const { kind, address, profile, sight } = target;
  const { protocol, clauses, cases, jobs, patienceMs } = options;
  try {
    return await runSuite({
      ...{ kind, address, profile, protocol, clauses, cases, jobs, patienceMs, signal, sight },
      bail: false,
      version: version(),
      onEvent: (event) => {
        if (event.kind === 'case-ended') results.take(event.result);
      },
      seed: { value: randomInt(2 ** 32), shuffles: false },
      repeat: 1,
      startedAt: new Date(),
    });
  } catch (error) {
    return { kind: 'broke', error };
  } finally {
    results.end();
  }
}

/** What is judged of the run beside its cases: the preflight, and the rules that hold for every response. */
function judgeRun({ results, counts, notes }: RunResult, { cases, clauses, strict }: Told): void {
  const ids = new Set(cases.map(({ id }) => id));
  const isBroken = ({ verdict }: CaseResult): boolean =>
    verdict === 'fail' || verdict === 'error' || (strict && verdict === 'warn');
  const broken = results.filter((result) => !ids.has(result.id) && isBroken(result));
  if (broken.length > 0) throw new Error(broken.map((result) => explained(result, clauses)).join('\n\n'));
  if (counts.pass + counts.warn + counts.observed === 0 && counts.fail === 0)
    throw new Error(['nothing could be judged', ...notes].join('\n'));
}

function resultOf(ended: Ended): RunResult {
  switch (ended.kind) {
    case 'ran':
      return ended.result;
    case 'unreachable':
      throw new Error(`cannot connect to the target: ${ended.reason}`);
    case 'broke':
      throw ended.error;
  }
}
