/**
 * One part of a plan that is done in several places, such as worker threads or machines. Of everything that is counted
 * from 0 (users, intended send times) it takes each `of`-th, beginning with `index`: together the parts are the plan,
 * and no two overlap.
 */
export interface Share {
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Share = { index: 0, of: 1 };

/** The part that `inner` is of `outer`. */
export function within(outer: Share, inner: Share): Share {
  return { index: outer.index + outer.of * inner.index, of: outer.of * inner.of };
}

/** How many of `count` things fall into a share. */
export function countIn({ index, of }: Share, count: number): number {
  return Math.max(0, Math.ceil((count - index) / of));
}

/** Those of a list that fall into a share, in their order. */
export function takeShare<Item>({ index, of }: Share, items: readonly Item[]): Item[] {
  return items.filter((_, at) => at % of === index);
}
