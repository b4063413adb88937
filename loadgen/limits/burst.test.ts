import { describe, expect, test } from 'vitest';
import { dueBy, ruleBurst, type Burst } from './burst.ts';
import { isEarned } from './earned.ts';
import type { Event } from './event.ts';

const LIMIT = { messages: 4, windowMs: 1000 };

/** Messages answered so, `apartMs` between one answer and the next. */
function answers(codes: readonly number[], { fromMs = 0, apartMs = 1 } = {}): Event[] {
  return codes.map((code, at) => ({
    what: 'message',
    sentMs: fromMs,
    answeredMs: fromMs + (at + 1) * apartMs,
    code,
  }));
}

function burst(events: readonly Event[], more: Partial<Burst> = {}): Burst {
  const startMs = events[0]?.sentMs ?? 0;
  return { events, before: [], limit: LIMIT, counts: 'messages', startMs, ...more };
}

describe('a burst', () => {
  test.each<[string, readonly number[], ReturnType<typeof ruleBurst>]>([
    ['within the limit, then limited', [200, 200, 200, 200, 426, 426], { kind: 'held' }],
    ['limited at its last message', [200, 200, 200, 426, 426, 426], { kind: 'early', at: 4 }],
    ['limited at once', [426, 426], { kind: 'early', at: 1 }],
    ['one too many let through', [200, 200, 200, 200, 200, 426], { kind: 'late', due: 5, at: 6, spanMs: 6 }],
    ['never limited', [200, 200, 200, 200, 200, 200], { kind: 'late', due: 5, at: undefined, spanMs: 6 }],
    [
      'denied beyond the limit',
      [200, 200, 200, 200, 403, 403],
      { kind: 'late', due: 5, at: undefined, spanMs: 6 },
    ],
    ['denied from the start', [403, 403, 403, 403, 403], { kind: 'denied', code: 403 }],
    ['cut off before it is due', [200, 200, 0, 0], { kind: 'slow' }],
  ])('%s', (_, codes, ruling) => {
    expect(ruleBurst(burst(answers(codes)))).toEqual(ruling);
  });

  test('lets one more through for each part of the window that passes', () => {
    const slow = burst(answers([200, 200, 200, 200, 200, 200, 426], { apartMs: 80 }));
    expect(dueBy(slow)).toBe(7);
    expect(ruleBurst(slow)).toEqual({ kind: 'held' });
  });

  test('that takes a whole window shows nothing', () => {
    const codes = Array.from({ length: 12 }, () => 200);
    expect(ruleBurst(burst(answers(codes, { apartMs: 100 })))).toEqual({ kind: 'slow' });
  });

  test('behind messages in the same window may be limited earlier', () => {
    const before = answers([200, 200]);
    const limited = burst(answers([200, 200, 426], { fromMs: 500 }), { before });
    expect(ruleBurst(limited)).toEqual({ kind: 'held' });
  });

  test('that goes on with another must be limited at once', () => {
    const goesOn = answers([200, 200, 200, 200, 426]);
    const still = burst(answers([426, 426], { fromMs: 10 }), { goesOn, before: goesOn });
    const anew = burst(answers([200, 200, 200], { fromMs: 10 }), { goesOn, before: goesOn });
    expect(ruleBurst(still)).toEqual({ kind: 'held' });
    expect(ruleBurst(anew)).toEqual({ kind: 'late', due: 1, at: undefined, spanMs: 13 });
  });
});

describe('a 426 is earned', () => {
  const at = (sentMs: number): Event => ({ what: 'message', sentMs, answeredMs: sentMs + 1, code: 426 });
  const messages = answers([200, 200, 200, 200]);

  test('by as many messages as the limit allows, within one window', () => {
    expect(isEarned(at(900), messages, { limit: LIMIT, counts: 'messages' })).toBe(true);
    expect(isEarned(at(900), messages.slice(1), { limit: LIMIT, counts: 'messages' })).toBe(false);
    expect(isEarned(at(1100), messages, { limit: LIMIT, counts: 'messages' })).toBe(false);
  });

  test('by limited messages, which may count', () => {
    const limited = answers([200, 200, 426, 426]);
    expect(isEarned(at(10), limited, { limit: LIMIT, counts: 'messages' })).toBe(true);
  });

  test('by other commands, where they count', () => {
    const polls = messages.map((event): Event => ({ ...event, what: 'poll' }));
    expect(isEarned(at(10), polls, { limit: LIMIT, counts: 'messages' })).toBe(false);
    expect(isEarned(at(10), polls, { limit: LIMIT, counts: 'commands' })).toBe(true);
  });
});
