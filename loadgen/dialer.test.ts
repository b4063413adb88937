import { describe, expect, test } from 'vitest';
import { Dialer, type Dialled } from './dialer.ts';
import { seeded } from './random.ts';

/** Connections that come up, or do not, as a test says; `dialled` in the order of the calls. */
function stage(links: number) {
  const dialled: Dialled[] = [];
  const givenUp: string[] = [];
  let onDial: () => void = () => undefined;
  const all = Array.from({ length: links }, (): Dialled => {
    const link: Dialled = {
      dial() {
        dialled.push(link);
        onDial();
      },
    };
    return link;
  });
  const onGivenUp = (reason: string): void => void givenUp.push(reason);
  const dialer = new Dialer({ links, random: seeded(1), retryMs: 1, onGivenUp });
  /** Resolves once so many have been dialled. */
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onDial = () => {
        if (dialled.length >= count) resolve();
      };
      onDial();
    });
  return { all, dialer, dialled, givenUp, until };
}

describe('connections', () => {
  test('are made at most 32 at once, and all in the end', () => {
    const { all, dialer, dialled } = stage(100);
    dialer.bringUp(all);
    expect(dialled).toHaveLength(32);
    for (const link of all) {
      dialer.isUp(link);
      expect(dialled.length).toBeLessThanOrEqual(all.indexOf(link) + 1 + 32);
    }
    expect(dialled).toEqual(all);
    expect(dialer.reconnects).toBe(0);
  });

  test('that all are lost at once, and refused three times each, come up again', async () => {
    const { all, dialer, dialled, givenUp, until } = stage(10);
    dialer.bringUp(all);
    for (const link of all) dialer.isUp(link);
    for (const link of all) dialer.isDown(link, 'reset');
    for (const round of [2, 3, 4]) {
      await until(10 * round);
      for (const link of dialled.slice(-10)) dialer.isDown(link, 'refused');
    }
    await until(50);
    for (const link of all) dialer.isUp(link);
    expect(givenUp).toEqual([]);
    expect(dialer.reconnects).toBe(10);
  });

  test('are given up after six tries in a row', async () => {
    const { all, dialer, dialled, givenUp, until } = stage(1);
    dialer.bringUp(all);
    for (const tries of [1, 2, 3, 4, 5, 6]) {
      await until(tries);
      for (const link of all) dialer.isDown(link, 'refused');
    }
    expect(givenUp).toEqual(['refused (tried 6 times)']);
    expect(dialled).toHaveLength(6);
  });

  test('are given up when they come up and are lost again and again', async () => {
    const { all, dialer, dialled, givenUp, until } = stage(1);
    dialer.bringUp(all);
    // Twice for each connection, and ten times more.
    for (let round = 1; round <= 13; round += 1) {
      await until(round);
      for (const link of all) dialer.isUp(link);
      for (const link of all) dialer.isDown(link, 'closed');
    }
    expect(givenUp).toEqual(['closed (connections were lost again and again)']);
    expect(dialled).toHaveLength(13);
  });

  test('are left alone once it is over', () => {
    const { all, dialer, dialled, givenUp } = stage(1);
    dialer.bringUp(all);
    dialer.stop();
    for (const link of all) dialer.isDown(link, 'closed');
    expect([dialled.length, givenUp]).toEqual([1, []]);
  });
});
