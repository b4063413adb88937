import { COMMAND_KINDS, type CommandKind } from './plan.ts';
import { shuffle, type Random } from './random.ts';

/** A long common measure of weights is not worth an exact cycle. */
const LONGEST_CYCLE = 1000;

/**
 * The commands of one cycle in random order, each exactly as often as its weight says: over whole cycles a mix is exact,
 * and within one it is as irregular as users are.
 */
export function cycleOf(mix: ReadonlyMap<CommandKind, number>, random: Random): CommandKind[] {
  const counts = smallestCounts(COMMAND_KINDS.map((kind) => mix.get(kind) ?? 0));
  return shuffle(
    COMMAND_KINDS.flatMap((kind, at) => Array.from({ length: counts[at] ?? 0 }, () => kind)),
    random,
  );
}

/** How large a part of all commands is of one kind, from 0 to 1. */
export function partOf(mix: ReadonlyMap<CommandKind, number>, kind: CommandKind): number {
  let sum = 0;
  for (const weight of mix.values()) sum += weight;
  return sum === 0 ? 0 : (mix.get(kind) ?? 0) / sum;
}

/** Whole numbers in the proportion of the weights, as small as can be; near it where that takes too many. */
function smallestCounts(weights: readonly number[]): number[] {
  const divisor = weights.reduce(greatestCommon, 0) || 1;
  const counts = weights.map((weight) => weight / divisor);
  const sum = counts.reduce((a, b) => a + b, 0);
  if (sum <= LONGEST_CYCLE) return counts;
  return counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.round((count * LONGEST_CYCLE) / sum))));
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
