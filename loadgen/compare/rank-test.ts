import { shuffle, type Random } from '../random.ts';
import { ranksOf } from './ranks.ts';

/** What was measured on both sides in one metric, run by run; the same runs in each metric. */
export interface Sample {
  readonly base: readonly number[];
  readonly new: readonly number[];
}

export interface RankTest {
  /**
   * For each metric, how large a part of all ways to call the runs base and new makes some metric look at least as
   * different as this one does.
   */
  readonly p: readonly number[];
  /** So many pairs of runs may contradict a difference that is found; -1 where none can be found. */
  readonly contradictions: number;
}

/** So many ways to share runs out are all gone through; of more, so many are drawn. */
const MOST_WAYS = 20_000;
/** Sums of the same ranks in another order may differ by as much. */
const EXACT = 1e-9;

/**
 * The rank test of Wilcoxon, two-sided, for several metrics at once: the largest deviation among them is held against
 * that of every other way to call the same runs base and new (Westfall and Young). However the metrics hang together,
 * runs that do not differ are found to differ, in whichever metric, in at most `alpha` of all comparisons.
 */
export function rankTest(
  samples: readonly Sample[],
  { alpha, random }: { alpha: number; random: Random },
): RankTest {
  const baseRuns = samples[0]?.base.length ?? 0;
  const newRuns = samples[0]?.new.length ?? 0;
  const scores = samples.map(scoresOf);
  const seen = scores.map((score) => Math.abs(sum(score.slice(baseRuns))));
  const largest: number[] = [];
  for (const chosen of waysToChoose(newRuns, { of: baseRuns + newRuns, random }))
    largest.push(Math.max(...scores.map((score) => Math.abs(sum(chosen.map((at) => score[at] ?? 0))))));
  largest.sort((a, b) => b - a);
  const partFrom = (deviation: number): number => countFrom(largest, deviation) / largest.length;
  const critical = largest.findLast((deviation) => partFrom(deviation) <= alpha) ?? Infinity;
  return {
    p: seen.map(partFrom),
    contradictions: Math.max(-1, Math.floor(contradictionsAt(critical, baseRuns, newRuns) + EXACT)),
  };
}

/** How many ways there are to call so many runs base and the others new. */
export function waysToShare(baseRuns: number, newRuns: number): number {
  let ways = 1;
  for (let at = 1; at <= newRuns; at += 1) ways = (ways * (baseRuns + at)) / at;
  return Math.round(ways);
}

/** Ranks of all runs, moved and scaled so that the sum of those drawn as new has mean 0 and variance 1. */
function scoresOf({ base, new: next }: Sample): number[] {
  const ranks = ranksOf([...base, ...next]);
  const runs = ranks.length;
  const deviations = ranks.map((rank) => rank - (runs + 1) / 2);
  const squares = sum(deviations.map((deviation) => deviation ** 2));
  const scale = Math.sqrt((base.length * next.length * squares) / (runs * (runs - 1)));
  // All runs alike: nothing can look different.
  return scale === 0 ? deviations : deviations.map((deviation) => deviation / scale);
}

/** The pairs that speak against a difference of that deviation, of all pairs of a base run and a new one. */
function contradictionsAt(deviation: number, baseRuns: number, newRuns: number): number {
  const pairs = baseRuns * newRuns;
  return pairs / 2 - deviation * Math.sqrt((pairs * (baseRuns + newRuns + 1)) / 12);
}

/** How many of a list, largest first, are at least so large. */
function countFrom(descending: readonly number[], least: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((descending[middle] ?? 0) >= least - EXACT) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every way to take some of so many things, or so many of the ways, the first as it was measured. */
function* waysToChoose(
  count: number,
  { of, random }: { of: number; random: Random },
): Generator<readonly number[]> {
  const all = Array.from({ length: of }, (_, at) => at);
  if (waysToShare(of - count, count) <= MOST_WAYS) {
    yield* subsets(all, count);
    return;
  }
  yield all.slice(of - count);
  for (let way = 1; way < MOST_WAYS; way += 1) yield shuffle([...all], random).slice(0, count);
}

function* subsets(items: readonly number[], count: number): Generator<readonly number[]> {
  const [first, ...rest] = items;
  if (count === 0) yield [];
  else if (first !== undefined) {
    for (const subset of subsets(rest, count - 1)) yield [first, ...subset];
    yield* subsets(rest, count);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
