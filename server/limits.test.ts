import { expect, test } from 'vitest';
import { createSendLimits } from './limits.ts';

const options = { maxMessagesPerMinutes: 2, maxMessagesPerHours: 3, minuteMs: 100, hourMs: 1000 };

function limitsAt(clock: { nowMs: number }, agesMs: readonly number[] = []) {
  const asked: [number, number][] = [];
  const limits = createSendLimits({
    options,
    nowMs: () => clock.nowMs,
    recentAgesMs: (userId, spanMs) => {
      asked.push([userId, spanMs]);
      return Promise.resolve(agesMs);
    },
  });
  return { limits, asked };
}

test('minute and hour hold for each user alone', async () => {
  const clock = { nowMs: 0 };
  const { limits } = limitsAt(clock);
  await limits.restore(1);
  await limits.restore(2);
  expect([limits.take(1), limits.take(1), limits.take(1)]).toEqual([true, true, false]);
  expect(limits.take(2)).toBe(true);
  clock.nowMs = 100;
  expect([limits.take(1), limits.take(1)]).toEqual([true, false]);
  clock.nowMs = 999;
  expect(limits.take(1)).toBe(false);
  clock.nowMs = 1000;
  expect(limits.take(1)).toBe(true);
});

test('what was sent before counts by its age', async () => {
  const clock = { nowMs: 5000 };
  const { limits } = limitsAt(clock, [40, 60]);
  await limits.restore(1);
  expect(limits.take(1)).toBe(false);
  clock.nowMs += 40;
  expect([limits.take(1), limits.take(1)]).toEqual([true, false]);
});

test('a further login starts no new window and asks for no more than the longest one', async () => {
  const { limits, asked } = limitsAt({ nowMs: 0 });
  await limits.restore(7);
  limits.take(7);
  limits.take(7);
  await limits.restore(7);
  expect(limits.take(7)).toBe(false);
  expect(asked).toEqual([[7, 1000]]);
});

test('two logins at once do not forget what the first one counted', async () => {
  const answers: ((ages: readonly number[]) => void)[] = [];
  const limits = createSendLimits({
    options,
    nowMs: () => 0,
    recentAgesMs: () => new Promise((resolve) => answers.push(resolve)),
  });
  const [early, late] = [limits.restore(1), limits.restore(1)];
  answers[0]?.([]);
  await early;
  limits.take(1);
  limits.take(1);
  answers[1]?.([]);
  await late;
  expect(limits.take(1)).toBe(false);
});

test('a message given back leaves its place', async () => {
  const { limits } = limitsAt({ nowMs: 0 });
  await limits.restore(1);
  limits.take(1);
  limits.take(1);
  limits.giveBack(1);
  expect([limits.take(1), limits.take(1)]).toEqual([true, false]);
});

test('a user nobody restored is our mistake', () => {
  const { limits } = limitsAt({ nowMs: 0 });
  expect(() => limits.take(9)).toThrow('the limits of user 9 were not restored');
});
