import type { MetricComparison, MetricName } from '../comparison-result.ts';
import type { LoadResult } from '../result.ts';

/**
 * What is compared. Rates and latencies are compared by their logarithms: a server twice as slow is as far away as one
 * twice as fast, and noise that grows with the value does not. Errors are often 0, and compared as they are.
 */
export interface Metric {
  readonly name: MetricName;
  readonly unit: MetricComparison['unit'];
  readonly better: MetricComparison['better'];
  readonly scale: 'ratio' | 'difference';
  /** A change that is smaller matters to nobody, however quiet the machine. */
  readonly least: number;
  readonly of: (run: LoadResult) => number;
}

/** Few on purpose: each further one makes every one of them harder to tell from chance. */
export const METRICS: readonly Metric[] = [
  {
    name: 'rate',
    unit: 'per second',
    better: 'higher',
    scale: 'ratio',
    least: 0.01,
    of: ({ ratePerSecond }) => ratePerSecond,
  },
  {
    name: 'p50',
    unit: 'ms',
    better: 'lower',
    scale: 'ratio',
    least: 0.01,
    of: ({ latency }) => latency.p50Ms,
  },
  {
    name: 'p99',
    unit: 'ms',
    better: 'lower',
    scale: 'ratio',
    least: 0.01,
    of: ({ latency }) => latency.p99Ms,
  },
  {
    name: 'errors',
    unit: 'part of commands',
    better: 'lower',
    scale: 'difference',
    least: 0,
    of: ({ totals }) => {
      const due = totals.sent + totals.unsent;
      const failed = totals.unexpected + totals.lost + totals.unanswered + totals.unsent;
      return due === 0 ? 0 : failed / due;
    },
  },
];

/** A value on the scale on which two of them are subtracted. */
export function onScale({ scale }: Metric, value: number): number {
  return scale === 'ratio' ? Math.log(value) : value;
}

/** A distance on that scale as a change: a part of the base, or a difference. */
export function changeOf({ scale }: Metric, distance: number): number {
  return scale === 'ratio' ? Math.expm1(distance) : distance;
}

/** A change, of which only the size is told, as a distance. */
export function distanceOf({ scale }: Metric, change: number): number {
  return scale === 'ratio' ? Math.log1p(change) : change;
}
