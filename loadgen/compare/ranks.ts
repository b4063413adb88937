/** Ranks of values, from 1; equal values share the mean of theirs. */
export function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (order[end]?.value === order[first]?.value) end += 1;
    for (const { at } of order.slice(first, end)) ranks[at] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

export function median(values: readonly number[]): number {
  return middleOf(sorted(values));
}

/** The middle of a list that is sorted: of two, the mean. */
export function middleOf(ascending: Float64Array): number {
  const half = ascending.length / 2;
  return ((ascending[Math.ceil(half) - 1] ?? 0) + (ascending[Math.floor(half)] ?? 0)) / 2;
}

/** The smallest of a sorted list that so large a part of the list does not exceed. @param part from 0 to 1 */
export function quantile(ascending: Float64Array, part: number): number {
  return ascending[Math.max(0, Math.ceil(part * ascending.length - 1e-9) - 1)] ?? 0;
}

/** How far each value of the one list is from each of the other, sorted. */
export function distances(from: readonly number[], to: readonly number[]): Float64Array {
  const between = new Float64Array(from.length * to.length);
  let at = 0;
  for (const there of to) for (const here of from) between[at++] = there - here;
  return between.sort();
}

export function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}
