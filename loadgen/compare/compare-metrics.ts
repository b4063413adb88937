import type { Change, MetricComparison } from '../comparison-result.ts';
import { seeded } from '../random.ts';
import type { LoadResult } from '../result.ts';
import { changeOf, distanceOf, METRICS, onScale, type Metric } from './metrics.ts';
import { noiseOf } from './noise.ts';
import { rankTest, type Sample } from './rank-test.ts';
import { distances, median, middleOf } from './ranks.ts';

/** So often a difference is found where there is none, in any metric and either way: at most. */
export const FALSE_ALARMS = 0.05;

/** What the test draws comes from here, so that the same files are told the same. */
const SEED = 1;

/** The runs of both sides; at least as many as `enoughRuns` asks for. */
export interface BothSides {
  readonly base: readonly LoadResult[];
  readonly new: readonly LoadResult[];
}

/** A metric has changed where ranks tell it from chance, and the change is beyond the noise. */
export function compareMetrics({ base, new: next }: BothSides): MetricComparison[] {
  const measured = METRICS.map((metric): Sample => ({ base: base.map(metric.of), new: next.map(metric.of) }));
  const scaled = METRICS.map((metric, at) => scale(metric, measured[at] ?? NOTHING));
  const { p, contradictions } = rankTest(scaled, { alpha: FALSE_ALARMS, random: seeded(SEED) });
  return METRICS.map((metric, at) => ({
    metric: metric.name,
    unit: metric.unit,
    better: metric.better,
    ...sides(measured[at] ?? NOTHING),
    ...judge(metric, { sample: scaled[at] ?? NOTHING, p: p[at] ?? 1, contradictions }),
  }));
}

const NOTHING: Sample = { base: [], new: [] };

function scale(metric: Metric, { base, new: next }: Sample): Sample {
  return {
    base: base.map((value) => onScale(metric, value)),
    new: next.map((value) => onScale(metric, value)),
  };
}

function sides({
  base,
  new: next,
}: Sample): Pick<MetricComparison, 'base' | 'new' | 'baseMedian' | 'newMedian'> {
  return { base: [...base], new: [...next], baseMedian: median(base), newMedian: median(next) };
}

interface Tested {
  readonly sample: Sample;
  readonly p: number;
  readonly contradictions: number;
}

function judge(
  metric: Metric,
  { sample, p, contradictions }: Tested,
): Pick<MetricComparison, 'change' | 'noise' | 'smallest' | 'p' | 'verdict'> {
  const least = distanceOf(metric, metric.least);
  const noise = noiseOf(sample, { contradictions, least, random: seeded(SEED) });
  const between = distances(sample.base, sample.new);
  const edge = Math.max(0, contradictions);
  const estimate = middleOf(between);
  const isFound = p <= FALSE_ALARMS && Math.abs(estimate) > Math.max(noise.tolerance, least);
  return {
    change: {
      estimate: changeOf(metric, estimate),
      from: changeOf(metric, between[edge] ?? estimate),
      to: changeOf(metric, between[between.length - 1 - edge] ?? estimate),
    },
    noise: changeOf(metric, noise.tolerance),
    ...(noise.smallest !== undefined && { smallest: sizeForWorse(metric, noise.smallest) }),
    p,
    verdict: isFound ? verdictOf(metric, estimate) : 'same',
  };
}

function verdictOf({ better }: Metric, distance: number): Change {
  return distance > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** A rate that falls by a half is as far away as a latency that doubles. */
function sizeForWorse(metric: Metric, distance: number): number {
  return Math.abs(changeOf(metric, metric.better === 'higher' ? -distance : distance));
}
