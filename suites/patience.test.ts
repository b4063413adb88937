import { describe, expect, test } from 'vitest';
import { createPatience } from './patience.ts';
import type { Patience } from './play/context.ts';

function patience(
  totalMs: number,
  signal = new AbortController().signal,
): Patience & { told: [number, string][] } {
  const told: [number, string][] = [];
  return { ...createPatience(totalMs, { signal, onWait: (forMs, why) => told.push([forMs, why]) }), told };
}

describe('patience', () => {
  test('is spent by what is waited for, and never more of it than there is', async () => {
    const patient = patience(100);
    expect(await patient.wait(40, 'a')).toBe('waited');
    expect(await patient.wait(80, 'b')).toBe('no-patience');
    expect(await patient.wait(40, 'c')).toBe('waited');
    expect(await patient.wait(40, 'd')).toBe('no-patience');
  });

  test('is not spent by what was not waited for', async () => {
    const patient = patience(50);
    expect(await patient.wait(60, 'a')).toBe('no-patience');
    expect(await patient.wait(50, 'b')).toBe('waited');
  });

  test('none is none', async () => {
    expect(await patience(0).wait(1, 'a')).toBe('no-patience');
  });

  test('is spent once for waits at the same time', async () => {
    const patient = patience(200);
    expect(
      await Promise.all([patient.wait(150, 'a'), patient.wait(150, 'b'), patient.wait(20, 'c')]),
    ).toEqual(['waited', 'waited', 'waited']);
    expect(await patient.wait(100, 'd')).toBe('no-patience');
  });

  test('waits its whole time, though a timer may fire early', async () => {
    const startMs = performance.now();
    await patience(1000).wait(30, 'a');
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(30);
  });

  test('ends with the run', async () => {
    const stop = new AbortController();
    const patient = patience(600_000, stop.signal);
    const waiting = patient.wait(600_000, 'a');
    stop.abort();
    expect(await waiting).toBe('no-patience');
    expect(await patient.wait(1, 'b')).toBe('no-patience');
  });

  test('says what it waits for, when that takes a second or more', async () => {
    const stop = new AbortController();
    const patient = patience(10_000, stop.signal);
    const waits = [patient.wait(999, 'short'), patient.wait(1000, 'long')];
    stop.abort();
    await Promise.all(waits);
    expect(patient.told).toEqual([[1000, 'long']]);
  });
});
