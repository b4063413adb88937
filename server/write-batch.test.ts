import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { batched } from './write-batch.ts';

/** Runs that end when they are told to. */
function controlled() {
  const runs: { items: readonly number[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      runs.push({ items, finish: () => resolve(items.map((item) => item * 10)), fail: reject });
    });
  return { runs, run };
}

test('a lone item goes out at once', async () => {
  const { runs, run } = controlled();
  const result = batched(run, 10)(1);
  expect(runs.map(({ items }) => items)).toEqual([[1]]);
  runs[0]?.finish();
  expect(await result).toBe(10);
});

test('what comes while a run is under way goes out together, each with its own result', async () => {
  const { runs, run } = controlled();
  const write = batched(run, 10);
  const results = [1, 2, 3, 4].map(write);
  runs[0]?.finish();
  await nextTurn();
  expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  runs[1]?.finish();
  expect(await Promise.all(results)).toEqual([10, 20, 30, 40]);
});

test('no run is larger than allowed', async () => {
  const sizes: number[] = [];
  const write = batched((items: readonly number[]) => {
    sizes.push(items.length);
    return Promise.resolve(items);
  }, 3);
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(write));
  expect(sizes).toEqual([1, 3, 3, 1]);
});

test('a run that fails fails its own items only', async () => {
  const { runs, run } = controlled();
  const write = batched(run, 10);
  const first = write(1);
  const rest = Promise.allSettled([write(2), write(3)]);
  runs[0]?.finish();
  await first;
  await nextTurn();
  runs[1]?.fail(new Error('lost'));
  expect((await rest).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = write(4);
  runs[2]?.finish();
  expect(await next).toBe(40);
});

test('too few results are nobody’s', async () => {
  const write = batched(() => Promise.resolve([]), 10);
  await expect(write(1)).rejects.toThrow('0 results for 1 items');
});
