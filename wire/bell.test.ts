import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Bell } from './bell.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('finds what is there already, the deadline past or not', async () => {
  expect(await new Bell().until(() => 'there', -Infinity)).toBe('there');
  expect(vi.getTimerCount()).toBe(0);
});

test('looks once when the deadline has passed', async () => {
  const look = vi.fn();
  expect(await new Bell().until(look, performance.now())).toBe('deadline');
  expect(look).toHaveBeenCalledOnce();
});

test('looks again at each ring, and leaves no timer', async () => {
  const bell = new Bell();
  const state: { found?: string } = {};
  const found = bell.until(() => state.found, performance.now() + 1000);
  bell.ring();
  await settle();
  expect(vi.getTimerCount()).toBe(1);
  state.found = 'now';
  bell.ring();
  expect(await found).toBe('now');
  expect(vi.getTimerCount()).toBe(0);
});

test('gives up at the deadline, not before', async () => {
  const untilMs = performance.now() + 10.4;
  const found = new Bell().until(() => undefined, untilMs);
  await vi.advanceTimersByTimeAsync(10);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(await found).toBe('deadline');
  expect(vi.getTimerCount()).toBe(0);
});

test('waits again when a timer has fired too early', async () => {
  const untilMs = performance.now() + 50;
  const found = new Bell().until(() => undefined, untilMs);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(untilMs - 0.3);
  await vi.advanceTimersByTimeAsync(50);
  expect(vi.getTimerCount()).toBe(1);
  clock.mockRestore();
  await vi.advanceTimersByTimeAsync(50);
  expect(await found).toBe('deadline');
});

test('waits without a deadline', async () => {
  const bell = new Bell();
  const state: { found?: string } = {};
  const found = bell.until(() => state.found, Infinity);
  await vi.advanceTimersByTimeAsync(2 ** 31);
  expect(vi.getTimerCount()).toBe(1);
  state.found = 'at last';
  bell.ring();
  expect(await found).toBe('at last');
  expect(vi.getTimerCount()).toBe(0);
});

test('wakes everyone, each for what it looks for', async () => {
  const bell = new Bell();
  let rings = 0;
  const first = bell.until(() => (rings >= 1 ? 'first' : undefined), Infinity);
  const second = bell.until(() => (rings >= 2 ? 'second' : undefined), Infinity);
  rings = 1;
  bell.ring();
  expect(await first).toBe('first');
  expect(vi.getTimerCount()).toBe(1);
  rings = 2;
  bell.ring();
  expect(await second).toBe('second');
});

test('forgets who no longer waits', async () => {
  const bell = new Bell();
  await bell.until(vi.fn().mockReturnValueOnce(undefined).mockReturnValue('found'), arrive());
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  bell.ring();
  expect(clear).not.toHaveBeenCalled();

  function arrive(): number {
    queueMicrotask(() => bell.ring());
    return Infinity;
  }
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
