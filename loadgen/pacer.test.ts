import { describe, expect, test } from 'vitest';
import { Pacer, pacingFor } from './pacer.ts';

const now = (): number => performance.now();
const HOUR_MS = 3_600_000;

describe.each(['timer', 'spin'] as const)('a pacer with %s', (pacing) => {
  test('does what is due, again and again, and never before its time', async () => {
    const dueMs = [1, 2, 2, 9].map((ms) => now() + ms);
    const early: number[] = [];
    await new Promise<void>((resolve) => {
      const paced = {
        get nextMs() {
          return dueMs[0] ?? Infinity;
        },
        pump(nowMs: number) {
          while (dueMs[0] !== undefined && dueMs[0] <= nowMs) dueMs.shift();
          early.push(nowMs - now());
          if (dueMs.length === 0) resolve();
        },
      };
      new Pacer(paced, { now, pacing }).expect(paced.nextMs);
    });
    expect(Math.max(...early)).toBeLessThanOrEqual(0);
  });

  test('is told that something is due earlier than was known', async () => {
    let nextMs = now() + HOUR_MS;
    await new Promise<void>((resolve) => {
      const paced = {
        get nextMs() {
          return nextMs;
        },
        pump() {
          nextMs = Infinity;
          resolve();
        },
      };
      const pacer = new Pacer(paced, { now, pacing });
      pacer.expect(nextMs);
      nextMs = now();
      pacer.expect(nextMs);
    });
  });

  test('does nothing any more once it is stopped', async () => {
    let pumped = 0;
    const dueMs = now() + 1;
    const stopped = new Pacer({ nextMs: dueMs, pump: () => void (pumped += 1) }, { now, pacing });
    stopped.expect(dueMs);
    stopped.stop();
    stopped.expect(dueMs - 1);
    // Another one that is due later has its turn, and this one has not had.
    await new Promise<void>((resolve) => {
      const later = {
        nextMs: dueMs + 3,
        pump() {
          later.nextMs = Infinity;
          resolve();
        },
      };
      new Pacer(later, { now, pacing }).expect(later.nextMs);
    });
    expect(pumped).toBe(0);
  });
});

test.each([
  [{ cores: 2, workers: 1, isLocal: true }, 'timer'],
  [{ cores: 4, workers: 1, isLocal: true }, 'spin'],
  [{ cores: 4, workers: 2, isLocal: true }, 'timer'],
  [{ cores: 2, workers: 1, isLocal: false }, 'spin'],
  [{ cores: 1, workers: 1, isLocal: false }, 'timer'],
] as const)('a generator spins only where a core is to spare: %j', (machine, pacing) => {
  expect(pacingFor(machine)).toBe(pacing);
});
