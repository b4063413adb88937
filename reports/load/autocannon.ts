import type { Histogram, Result } from 'autocannon';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { Interval, LoadResult, Spread } from '../../loadgen/result.ts';
import { jsonText } from '../json.ts';

/** A load run in the schema of autocannon's results, as JSON; docs/load.md says which field means what. */
export function autocannonReport(result: LoadResult): string {
  return jsonText(autocannonResult(result));
}

/** Fields that autocannon writes and its types leave out. */
export type AutocannonResult = Result & {
  sampleInt: number;
  samples: number;
  workers: number;
  latency: { totalCount: number };
};

/**
 * A load run as autocannon would tell it. Latencies are in ms, with fractions where autocannon has none, and those of
 * expected answers alone. Rates are those of the whole steps of the time line.
 */
export function autocannonResult(result: LoadResult): AutocannonResult {
  const { totals, timeline, durationMs } = result;
  const steps = wholeSteps(result);
  const classes = byClass(totals.statuses);
  const bytes = timeline.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  return {
    title: result.plan.name,
    url: `tcp://${result.target.address}`,
    socketPath: undefined,
    connections: numberAt(result.plan, 'connections'),
    pipelining: numberAt(result.plan.closed ?? result.plan.open, 'depth'),
    workers: result.generator.workers,
    sampleInt: timeline[0]?.durationMs ?? 1000,
    samples: steps.length,
    duration: Math.round(durationMs / 10) / 100,
    start: new Date(result.startedAt),
    finish: new Date(Date.parse(result.startedAt) + durationMs),
    errors: totals.lost + totals.unanswered + totals.unsent,
    timeouts: totals.unanswered,
    mismatches: totals.statuses.other ?? 0,
    resets: 0,
    non2xx: totals.answered - (classes['2xx'] ?? 0),
    '1xx': 0,
    '2xx': classes['2xx'] ?? 0,
    '3xx': 0,
    '4xx': classes['4xx'] ?? 0,
    '5xx': 0,
    statusCodeStats: statsOf(totals.statuses),
    latency: { ...ofSpread(result.latency), totalCount: result.latency.count },
    requests: {
      ...perSecond(steps, { of: ({ answered }) => answered, total: totals.answered }),
      sent: totals.sent,
    },
    throughput: perSecond(steps, { of: ({ receivedBytes }) => receivedBytes, total: bytes }),
  };
}

/** Those that lie in the measured time, without the rest of a second at its end or answers that came behind it. */
function wholeSteps({ timeline, durationMs }: LoadResult): Interval[] {
  const whole = timeline.filter((step) => step.atMs + step.durationMs <= durationMs + 1);
  return whole.length > 0 ? whole : timeline.slice(0, 1);
}

/** Those that autocannon tells. */
const PERCENTILES = [0.001, 0.01, 0.1, 1, 2.5, 10, 25, 50, 75, 90, 97.5, 99, 99.9, 99.99, 99.999];

/** All figures that autocannon tells of a distribution, of which `at` knows the percentiles. */
function distribution(
  known: Pick<Histogram, 'mean' | 'stddev' | 'min' | 'max' | 'total'>,
  at: (percentile: number) => number,
): Histogram {
  const percentiles = PERCENTILES.map((percentile): [string, number] => [
    `p${String(percentile).replace('.', '_')}`,
    at(percentile),
  ]);
  return { ...NO_PERCENTILES, ...Object.fromEntries(percentiles), average: known.mean, ...known };
}

const NO_PERCENTILES = {
  ...{ p0_001: 0, p0_01: 0, p0_1: 0, p1: 0, p2_5: 0, p10: 0, p25: 0, p50: 0, p75: 0, p90: 0 },
  ...{ p97_5: 0, p99: 0, p99_9: 0, p99_99: 0, p99_999: 0 },
};

function ofSpread({ count, minMs, meanMs, maxMs, hdr }: Spread): Histogram {
  const times = decodeFromCompressedBase64(hdr);
  const known = {
    mean: round(meanMs),
    stddev: count === 0 ? 0 : round(times.stdDeviation / 1000),
    min: round(minMs),
    max: round(maxMs),
    total: count,
  };
  return distribution(known, (percentile) =>
    count === 0 ? 0 : round(Math.min(times.getValueAtPercentile(percentile) / 1000, maxMs)),
  );
}

/** What happened in a second, over the seconds there were. */
function perSecond(
  steps: readonly Interval[],
  { of, total }: { of: (step: Interval) => number; total: number },
): Histogram {
  const rates = steps.map((step) => (1000 * of(step)) / step.durationMs).sort((a, b) => a - b);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  const squares = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0);
  const known = {
    mean: round(mean),
    stddev: round(Math.sqrt(squares / Math.max(1, rates.length))),
    min: round(rates[0] ?? 0),
    max: round(rates.at(-1) ?? 0),
    total,
  };
  return distribution(known, (percentile) =>
    round(rates[Math.max(0, Math.ceil((percentile / 100) * rates.length) - 1)] ?? 0),
  );
}

function byClass(statuses: Readonly<Record<string, number>>): Record<string, number> {
  const classes: Record<string, number> = {};
  for (const [line, count] of Object.entries(statuses)) {
    const name = `${line.slice(0, 1)}xx`;
    classes[name] = (classes[name] ?? 0) + count;
  }
  return classes;
}

/** By code. An answer that is none of the five has no code that could be told: it is a mismatch. */
function statsOf(statuses: Readonly<Record<string, number>>): NonNullable<Result['statusCodeStats']> {
  return Object.fromEntries(
    Object.entries(statuses)
      .filter(([line]) => line !== 'other')
      .map(([line, count]) => [line.slice(0, 3), { count }]),
  );
}

function numberAt(value: unknown, key: string): number {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'number' ? found : 1;
}

/** To three places, which of a ms are µs. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
