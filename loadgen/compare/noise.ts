import type { Random } from '../random.ts';
import type { Sample } from './rank-test.ts';
import { distances, median, middleOf, quantile, sorted } from './ranks.ts';

/** How far runs of one and the same server are apart, and what that leaves to be seen: distances, never negative. */
export interface Noise {
  /** Two groups of such runs differ by no more than this, 95 times in 100. */
  readonly tolerance: number;
  /** A server that is so much slower is found out 4 times in 5; absent where none would be. */
  readonly smallest?: number;
}

export interface NoiseOptions {
  /** As `RankTest` tells them. */
  readonly contradictions: number;
  /** A distance that is smaller is no finding. */
  readonly least: number;
  readonly random: Random;
}

const DRAWS = 500;
const OFTEN = 0.95;
const POWER = 0.8;

/**
 * Draws pairs of groups, as large as those that were measured, from what the runs of each side differ among themselves
 * (bootstrap of residuals): so differ groups of equal servers. Then says which shift, added to one of the two, the test
 * would find.
 */
export function noiseOf(sample: Sample, { contradictions, least, random }: NoiseOptions): Noise {
  const residuals = [...residualsOf(sample.base), ...residualsOf(sample.new)];
  const draw = (count: number): number[] =>
    Array.from({ length: count }, () => residuals[Math.floor(random() * residuals.length)] ?? 0);
  const drawn = Array.from({ length: DRAWS }, () =>
    distances(draw(sample.base.length), draw(sample.new.length)),
  );
  const tolerance = quantile(sorted(drawn.map((between) => Math.abs(middleOf(between)))), OFTEN);
  if (contradictions < 0) return { tolerance };
  const needed = drawn.map((between) => {
    // A pair contradicts as long as its new run is ahead: all but `contradictions` pairs have to be turned.
    const turned = -(between[contradictions] ?? 0);
    return Math.max(0, turned, Math.max(tolerance, least) - middleOf(between));
  });
  return { tolerance, smallest: quantile(sorted(needed), POWER) };
}

/** How far each run is from the median of its side; spread out by what so few of them hide. */
function residualsOf(values: readonly number[]): number[] {
  const centre = median(values);
  const spread = Math.sqrt(values.length / Math.max(1, values.length - 1));
  return values.map((value) => (value - centre) * spread);
}
