import { encodeHistogram } from './histogram-codec.ts';
import type { Histogram } from './histogram.ts';
import type { Spread } from './result.ts';

/** A histogram as results tell it. */
export function spreadOf(histogram: Histogram): Spread {
  const at = (percentile: number): number => ms(histogram.percentileUs(percentile));
  return {
    count: histogram.count,
    minMs: ms(histogram.minUs),
    meanMs: ms(histogram.meanUs),
    p50Ms: at(50),
    p90Ms: at(90),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: ms(histogram.maxUs),
    hdr: encodeHistogram(histogram),
  };
}

/** To the nanosecond: more digits would be an artefact of adding. */
function ms(us: number): number {
  return Math.round(us * 1000) / 1_000_000;
}
