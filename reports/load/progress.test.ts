import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { LiveSecond, LoadEvent } from '../../loadgen/result.ts';
import { columnsOf } from '../columns.ts';
import { createLoadProgress } from './progress.ts';

const CLEAR = '\r\u001b[K';
const plan: LoadEvent = { kind: 'plan', text: '20 users; 200/s for 10s; 3 send, 2 poll', totalMs: 10_000 };
const quiet: LiveSecond = {
  elapsedMs: 5000,
  totalMs: 10_000,
  isWarmUp: false,
  perSecond: 198,
  p50Ms: 1.234,
  p99Ms: 5.4,
  inFlight: 1,
  errors: 0,
  statuses: { '200/OK': 990 },
};
const second = (some: Partial<LiveSecond> = {}): LoadEvent => ({
  kind: 'second',
  second: { ...quiet, ...some },
});
const progress = (mode: 'live' | 'plain', width = 140) =>
  createLoadProgress({ chalk: new Chalk({ level: 0 }), width, mode });

describe('live', () => {
  test('tells the plan, then rewrites one line', () => {
    const { event, end } = progress('live');
    expect(event(plan)).toBe(`${CLEAR}20 users; 200/s for 10s; 3 send, 2 poll\n`);
    expect(event({ kind: 'connected', connections: 7, of: 20 })).toBe(`${CLEAR}7 of 20 users logged in`);
    expect(event({ kind: 'started', warmUpMs: 1000 })).toBe(`${CLEAR}warming up`);
    expect(event(second())).toBe(
      `${CLEAR}[######------]  5.0 s of 10.0 s  198/s  p50 1.23 ms  p99 5.40 ms  1 waiting  5.0 s left`,
    );
    expect(end()).toBe(CLEAR);
  });

  test('tells of errors, of statuses, and of a second without an answer', () => {
    const { event } = progress('live');
    expect(event(second({ errors: 12, statuses: { '200/OK': 1, '426/TOOMRQ': 10, other: 2 } }))).toContain(
      '1 waiting  12 errors  426/TOOMRQ 10  other 2  5.0 s left',
    );
    expect(event(second({ perSecond: 0, isWarmUp: true }))).toContain(
      'warm-up 5.0 s of 10.0 s  0/s  1 waiting  ',
    );
  });

  test('leaves the last column free, however narrow', () => {
    for (const width of [24, 40, 59, 60, 80]) {
      const { event } = progress('live', width);
      const line = event(second({ errors: 3 })).slice(CLEAR.length);
      expect(columnsOf(line)).toBeLessThan(width);
    }
  });

  test('has passed its end when answers are waited for behind it', () => {
    const { event } = progress('live');
    expect(event(second({ elapsedMs: 11_000 }))).toContain('[############]  11.0 s of 10.0 s');
    expect(event(second({ elapsedMs: 11_000 }))).toContain('0 ms left');
  });
});

describe('plain', () => {
  test('has a line every five seconds, and nothing that moves a cursor', () => {
    const { event, end } = progress('plain');
    const written = [
      event(plan),
      event({ kind: 'connected', connections: 1, of: 1 }),
      event({ kind: 'started', warmUpMs: 0 }),
      ...Array.from({ length: 10 }, () => event(second())),
      end(),
    ].join('');
    expect(written).toBe(
      `20 users; 200/s for 10s; 3 send, 2 poll\n${'5.0 s of 10.0 s  198/s  p50 1.23 ms  p99 5.40 ms  1 waiting\n'.repeat(2)}`,
    );
  });
});
