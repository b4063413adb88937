import { expect, test } from 'vitest';
import { seededRandom, shuffled } from './seeded-random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const [one, same, other] = [7, 7, 8].map((seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random());
  });
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test('the numbers fill the range from 0 to 1 evenly', () => {
  const random = seededRandom(1);
  const tenths = new Array<number>(10).fill(0);
  for (let count = 0; count < 10_000; count += 1) {
    const at = Math.floor(10 * random());
    tenths[at] = (tenths[at] ?? 0) + 1;
  }
  expect(tenths).toHaveLength(10);
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('shuffling keeps every item, once, in an order that the seed decides', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const mixed = shuffled(items, seededRandom(3));
  expect(mixed).not.toEqual(items);
  expect([...mixed].sort((one, other) => one - other)).toEqual(items);
  expect(shuffled(items, seededRandom(3))).toEqual(mixed);
});
