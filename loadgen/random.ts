/** Numbers from 0 up to but not including 1. */
export type Random = () => number;

/** The same numbers for the same seed (splitmix32): good enough to spread load, not to keep secrets. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each thing that a run draws for, so that they do not go in step. */
export function seedFor(seed: number, index: number): number {
  return Math.floor(seeded(seed ^ Math.imul(index + 1, 0x85ebca6b))() * 2 ** 32);
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<Item>(items: Item[], random: Random): Item[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [items[at], items[other]];
    if (a !== undefined && b !== undefined) [items[at], items[other]] = [b, a];
  }
  return items;
}
