/** What a comparison says of runs that were recorded, all of one and the same server, on a machine that was anything but quiet. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { madeUpMeasured, madeUpResult } from '../golden/made-up.ts';
import { seeded, shuffle } from '../random.ts';
import type { LoadResult } from '../result.ts';
import { compareMetrics, FALSE_ALARMS } from './compare-metrics.ts';

const RESAMPLES = 300;
const RUNS = 5;

const recorded = z.object({
  runs: z.array(z.object({ rate: z.number(), p50Ms: z.number(), p99Ms: z.number(), errors: z.number() })),
});
const likeness = madeUpResult(madeUpMeasured(1));

/** The runs of a recording; `slower`: as they would have been of a server that takes so many times as long. */
function runsOf(name: string, slower = 1): LoadResult[] {
  const text = readFileSync(new URL(`golden/${name}-runs.json`, import.meta.url), 'utf8');
  return recorded.parse(JSON.parse(text)).runs.map(({ rate, p50Ms, p99Ms, errors }) => ({
    ...likeness,
    ratePerSecond: rate / slower,
    latency: { ...likeness.latency, p50Ms: p50Ms * slower, p99Ms: p99Ms * slower },
    totals: { ...likeness.totals, sent: 1000, unsent: 0, lost: 0, unanswered: 0, unexpected: errors },
  }));
}

/**
 * How often five recorded runs against five others raise an alarm, either way; `slower`: the new ones made so. `promised`: how
 * often p50 is said to have been found, and `kept`, of these, is.
 */
function alarms(name: string, slower = 1) {
  const [base, next] = [runsOf(name), runsOf(name, slower)];
  const order = base.map((_, at) => at);
  const random = seeded(11);
  const found = { worse: 0, better: 0, promised: 0, kept: 0 };
  for (let sample = 0; sample < RESAMPLES; sample += 1) {
    shuffle(order, random);
    const metrics = compareMetrics({
      base: base.filter((_, at) => order.indexOf(at) < RUNS),
      new: next.filter((_, at) => order.indexOf(at) >= RUNS && order.indexOf(at) < 2 * RUNS),
    });
    const says = (verdict: string): boolean => metrics.some((metric) => metric.verdict === verdict);
    if (says('worse')) found.worse += 1;
    else if (says('better')) found.better += 1;
    const p50 = metrics.find(({ metric }) => metric === 'p50');
    if (p50?.smallest === undefined || p50.smallest > slower - 1) continue;
    found.promised += 1;
    if (p50.verdict === 'worse') found.kept += 1;
  }
  return found;
}

describe.each(['closed', 'open'])('recorded runs of a %s loop, dealt to two sides', (name) => {
  test('raise an alarm in 5 of 100 comparisons at most', () => {
    const { worse, better } = alarms(name);
    expect((worse + better) / RESAMPLES).toBeLessThanOrEqual(FALSE_ALARMS);
  });

  test('are found to be half as fast, at least where it is said that this would be found', () => {
    const { worse, better, promised, kept } = alarms(name, 2);
    expect(better).toBe(0);
    expect(worse).toBeGreaterThanOrEqual(kept);
    expect(promised).toBeGreaterThan(RESAMPLES / 4);
    expect(kept / promised).toBeGreaterThanOrEqual(0.8);
  });
});
