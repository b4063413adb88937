import { describe, expect, test } from 'vitest';
import type { Comparison } from '../comparison-result.ts';
import { madeUpMeasured, madeUpResult } from '../golden/made-up.ts';
import type { LoadResult } from '../result.ts';
import { compareRuns, type ReadRun } from './compare-runs.ts';

const likeness = madeUpResult(madeUpMeasured(1));

/** What a run of a server comes to whose pace is 1; the runs of a file differ by some percent. */
function run(pace: number, change: Partial<LoadResult> = {}): LoadResult {
  const latency = { ...likeness.latency, p50Ms: 2 * pace, p99Ms: 9 * pace };
  const totals = { ...likeness.totals, sent: 1000, unexpected: 0, lost: 0, unanswered: 0, unsent: 0 };
  return { ...likeness, ratePerSecond: 5000 / pace, latency, totals, ...change };
}

const PACES = [1, 1.012, 0.991, 1.02, 0.985];

/** The runs of a file, each a minute after the one before. */
function runs(file: string, results: readonly LoadResult[], fromMinute = 0): ReadRun[] {
  return results.map((result, at) => {
    const startedAt = new Date(Date.UTC(2026, 2, 1, 10, fromMinute + 2 * at)).toISOString();
    return { run: { ...result, startedAt }, file, place: `${file}, run ${at + 1}` };
  });
}

const base = runs(
  'base.json',
  PACES.map((pace) => run(pace)),
);

function comparison(next: readonly ReadRun[]): Comparison {
  const compared = compareRuns({ base, new: next }, '1.2.3');
  if (compared.kind === 'incomparable') throw new Error(compared.reasons.join('\n'));
  return compared.comparison;
}

function reasons(next: readonly ReadRun[]): readonly string[] {
  const compared = compareRuns({ base, new: next }, '1.2.3');
  return compared.kind === 'incomparable' ? compared.reasons : [];
}

const verdicts = ({ metrics }: Comparison): string[] =>
  metrics.map(({ metric, verdict }) => `${metric} ${verdict}`);

describe('runs that are compared', () => {
  test('with themselves are the same', () => {
    const { verdict, metrics } = comparison(base);
    expect(verdict).toBe('same');
    for (const { change } of metrics) expect(change.estimate).toBeCloseTo(0, 10);
  });

  test('of a server that is a tenth slower are worse, by that tenth', () => {
    const found = comparison(
      runs(
        'new.json',
        PACES.map((pace) => run(1.1 * pace)),
        1,
      ),
    );
    expect(verdicts(found)).toEqual(['rate worse', 'p50 worse', 'p99 worse', 'errors same']);
    const [rate, p50] = found.metrics;
    expect(rate?.change.estimate).toBeCloseTo(1 / 1.1 - 1, 2);
    expect(p50?.change.estimate).toBeCloseTo(0.1, 2);
    expect(p50?.change.from).toBeLessThan(0.1);
    expect(p50?.change.to).toBeGreaterThan(0.1);
    expect(p50?.smallest).toBeLessThan(0.1);
    expect(found.verdict).toBe('worse');
  });

  test('of a faster one are better', () => {
    expect(
      comparison(
        runs(
          'new.json',
          PACES.map((pace) => run(0.8 * pace)),
          1,
        ),
      ).verdict,
    ).toBe('better');
  });

  test('that differ by less than matters are the same, however quiet the machine', () => {
    const quiet = (pace: number): LoadResult[] => [0, 1, 2, 3, 4].map((at) => run(pace + at / 1e6));
    const compared = compareRuns(
      { base: runs('base.json', quiet(1)), new: runs('new.json', quiet(1.005), 1) },
      '1.2.3',
    );
    expect(compared).toMatchObject({ kind: 'compared', comparison: { verdict: 'same' } });
  });

  test('with errors that were not there before are worse, however few these are', () => {
    const failing = (pace: number): LoadResult => {
      const { totals } = run(pace);
      return run(pace, { totals: { ...totals, sent: 100_000, lost: 3 } });
    };
    const found = comparison(runs('new.json', PACES.map(failing), 1));
    expect(verdicts(found)).toEqual(['rate same', 'p50 same', 'p99 same', 'errors worse']);
    expect(found.metrics[3]).toMatchObject({ change: { estimate: 3e-5 }, smallest: 0 });
  });

  test('so noisy that nothing shows tell from where on it would have', () => {
    const noisy = [0.5, 0.7, 1, 1.6, 2.1].map((pace) => run(pace));
    const compared = compareRuns(
      { base: runs('base.json', noisy), new: runs('new.json', noisy, 1) },
      '1.2.3',
    );
    if (compared.kind === 'incomparable') throw new Error('incomparable');
    expect(compared.comparison.verdict).toBe('same');
    expect(compared.comparison.metrics[1]?.smallest).toBeGreaterThan(1);
    // A rate cannot fall by more than all of it.
    expect(compared.comparison.metrics[0]?.smallest).toBeLessThan(1);
  });

  test('tell files, targets and times of each side', () => {
    const { base: side } = comparison(base);
    expect(side).toEqual({
      files: ['base.json'],
      runs: 5,
      targets: ['127.0.0.1:4242'],
      firstAt: '2026-03-01T10:00:00.000Z',
      lastAt: '2026-03-01T10:08:00.000Z',
    });
  });
});

describe('notes', () => {
  const slower = PACES.map((pace) => run(1.1 * pace));

  test('are needless where the sides took turns', () => {
    expect(comparison(runs('new.json', slower, 1)).notes).toEqual([]);
  });

  test('tell that they did not', () => {
    expect(comparison(runs('new.json', slower, 30)).notes).toEqual([
      expect.stringMatching(/^All runs of one side came before those of the other/),
    ]);
  });

  test('tell that the generator differed', () => {
    const { generator } = likeness;
    const two = slower.map((each) => ({ ...each, generator: { ...generator, workers: 2 } }));
    expect(comparison(runs('new.json', two, 1)).notes).toEqual([
      'The runs were not measured alike: they differ in engine, workers or pacing of the generator.',
    ]);
  });
});

describe('runs that cannot be compared', () => {
  const four = (): LoadResult[] => PACES.slice(1).map((pace) => run(pace));

  test.each<[string, Partial<LoadResult>, string]>([
    ['interrupted', { interrupted: true }, 'new.json, run 1 was interrupted; run it again'],
    [
      'invalid',
      { verdict: 'invalid', generator: { ...likeness.generator, doubts: ['A worker was busy.'] } },
      'new.json, run 1 is invalid, the generator was the limit: A worker was busy.',
    ],
    [
      'dead',
      { verdict: 'died', reason: 'connection refused' },
      'new.json, run 1: the target died (connection refused); no figure can tell how much worse that is',
    ],
    [
      'without an expected answer',
      { ratePerSecond: 0 },
      'new.json, run 1 has no answer that the plan expects; there is nothing to compare',
    ],
  ])('are those that are %s', (_, change, reason) => {
    expect(reasons(runs('new.json', [run(1, change), ...four()], 1))).toEqual([reason]);
  });

  test('have different plans: each field is told once', () => {
    const plan = {
      ...likeness.plan,
      name: 'other',
      seed: 7,
      about: 'x',
      gates: [],
      connections: 12,
      open: { rate: 20 },
    };
    expect(
      reasons(
        runs(
          'new.json',
          PACES.map((pace) => run(pace, { plan })),
          1,
        ),
      ),
    ).toEqual([
      'the plans differ: connections is 6 in base.json, 12 in new.json',
      'the plans differ: open.rate is 300 in base.json, 20 in new.json',
    ]);
  });

  test('are a shard and the whole', () => {
    expect(
      reasons(
        runs(
          'new.json',
          PACES.map((pace) => run(pace, { share: { index: 0, of: 2 } })),
          1,
        ),
      ),
    ).toEqual(['new.json holds another part of the plan than base.json; merge the shards first']);
  });

  test('are too few', () => {
    expect(reasons(runs('new.json', four().slice(1)))).toEqual([
      '5 base and 3 new runs are too few: no difference, however great, could be told from chance; give 5 of each (load --runs 5)',
    ]);
    expect(reasons([])).toHaveLength(1);
  });
});
