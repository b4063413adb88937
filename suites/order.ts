import { looks, PHASES, type Case } from './case.ts';

/** By phase; within one, what others rest on first, then what is asked over the wire, then what binds most. */
export function inOrder(cases: readonly Case[]): Case[] {
  const depth = new Map<string, number>();
  const byId = new Map(cases.map((each) => [each.id, each]));
  const depthOf = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    depth.set(id, 0);
    const value =
      1 + Math.max(-1, ...(byId.get(id)?.needs ?? []).map((need) => (byId.has(need) ? depthOf(need) : -1)));
    depth.set(id, value);
    return value;
  };
  const needed = new Set(cases.flatMap(({ needs }) => needs));
  const rank = (each: Case): number[] => [
    PHASES.indexOf(each.phase),
    needed.has(each.id) ? depthOf(each.id) : 100,
    looks(each) ? 1 : 0,
    { must: 0, should: 1, may: 2 }[each.level],
  ];
  return [...cases].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return (
      left.map((value, index) => value - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0
    );
  });
}

/** Nothing is lost without a word. @throws Error when a case waits for one of a later phase, or for itself */
export function assertNoneLeft([left]: readonly Case[]): void {
  if (left !== undefined)
    throw new Error(`${left.id} waits for one of ${left.needs.join(', ')}, which cannot come before it`);
}
