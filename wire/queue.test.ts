import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

test('gives items back in the order they came, also while more come', () => {
  const queue = new Queue<number>();
  queue.put([1, 2]);
  expect(queue.take()).toBe(1);
  queue.put([3]);
  queue.put([]);
  expect([queue.take(), queue.take(), queue.take()]).toEqual([2, 3, undefined]);
  queue.put([4]);
  expect(queue.take()).toBe(4);
});

test('takes more items at once than a call takes arguments', () => {
  const queue = new Queue<number>();
  queue.put(Array.from({ length: 1_000_000 }, (_, index) => index));
  for (let expected = 0; expected < 1_000_000; expected += 1)
    if (queue.take() !== expected) expect.fail(`item ${expected} is out of order`);
  expect(queue.take()).toBeUndefined();
});
