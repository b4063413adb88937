import { describe, expect, test } from 'vitest';
import { seeded } from '../random.ts';
import { scoreFor } from './ask-limiter.ts';
import type { Event, Limit } from './event.ts';
import { nameLimiter, type Named } from './name-limiter.ts';
import { limiterWords } from './words.ts';

const LIMIT: Limit = { messages: 12, windowMs: 2000 };

/** A limiter as simple as can be, with exact times: whether one more is let through. */
type Simple = (nowMs: number) => { readonly hasRoom: boolean; readonly count: () => void };

const simple = {
  sliding: (): Simple => {
    const times: number[] = [];
    return (now) => ({
      hasRoom: times.filter((at) => now - at < LIMIT.windowMs).length < LIMIT.messages,
      count: () => times.push(now),
    });
  },
  'first-message': (): Simple => {
    let beganMs = -Infinity;
    let count = 0;
    return (now) => ({
      hasRoom: now - beganMs >= LIMIT.windowMs || count < LIMIT.messages,
      count: () => {
        if (now - beganMs >= LIMIT.windowMs) [beganMs, count] = [now, 0];
        count += 1;
      },
    });
  },
  clock: (phaseMs: number): Simple => {
    const counts = new Map<number, number>();
    return (now) => {
      const window = Math.floor((now - phaseMs) / LIMIT.windowMs);
      const count = counts.get(window) ?? 0;
      return { hasRoom: count < LIMIT.messages, count: () => counts.set(window, count + 1) };
    };
  },
  bucket: (): Simple => {
    let [tokens, atMs] = [LIMIT.messages, 0];
    return (now) => {
      const filled = Math.min(LIMIT.messages, tokens + ((now - atMs) * LIMIT.messages) / LIMIT.windowMs);
      return { hasRoom: filled >= 1, count: () => ([tokens, atMs] = [filled - 1, now]) };
    };
  },
};

interface Rules {
  readonly counts: (what: Event['what'], isLimited: boolean) => boolean;
  readonly isSubject: (what: Event['what']) => boolean;
}
const SENT: Rules = {
  counts: (what, isLimited) => what === 'message' && !isLimited,
  isSubject: (what) => what === 'message' || what === 'odd',
};

/** Says everything on a network that takes up to `lateMs` either way, and takes down what comes of it. */
function play(
  limiter: Simple,
  said: readonly { atMs: number; what: Event['what'] }[],
  {
    rules = SENT,
    lateMs = 4,
    random = seeded(1),
  }: { rules?: Rules; lateMs?: number; random?: () => number } = {},
): Event[] {
  let seenMs = 0;
  let answeredMs = 0;
  return said.map(({ atMs, what }) => {
    seenMs = Math.max(seenMs, atMs + random() * lateMs);
    answeredMs = Math.max(answeredMs, seenMs + random() * lateMs);
    const { hasRoom, count } = limiter(seenMs);
    const isLimited = rules.isSubject(what) && !hasRoom;
    if (rules.counts(what, isLimited)) count();
    return { what, sentMs: atMs, answeredMs, code: isLimited ? 426 : what === 'odd' ? 403 : 200 };
  });
}

const score = scoreFor(LIMIT.messages, (count) =>
  Array.from({ length: count }, (_, number) => ({ what: 'message' as const, number })),
).flatMap(({ at, spoken }) => spoken.map(({ what }) => ({ atMs: 50_000 + at * LIMIT.windowMs, what })));

function name(events: readonly Event[]): Named {
  return nameLimiter({ events, limit: LIMIT, mayBeOther: () => false });
}

describe('by the answers to the bursts that are sent for it, a limiter is told from all others', () => {
  test.each(['sliding', 'first-message', 'bucket'] as const)('%s', (kind) => {
    expect(name(play(simple[kind](), score)).kinds).toEqual([kind]);
  });

  test.each(Array.from({ length: 40 }, (_, at) => at * 50))(
    'windows of a clock that begin at %d ms',
    (phaseMs) => {
      expect(name(play(simple.clock(phaseMs), score)).kinds).toContain('clock');
    },
  );

  test('windows of a clock, wherever they begin, but near the first message', () => {
    const apart = Array.from({ length: 31 }, (_, at) => 200 + at * 50);
    expect(apart.map((phaseMs) => name(play(simple.clock(phaseMs), score)).kinds)).toEqual(
      apart.map(() => ['clock']),
    );
  });
});

describe('what counts is told too', () => {
  const every: Rules = { counts: (_, isLimited) => !isLimited, isSubject: () => true };
  test.each<[string, Rules, string]>([
    ['sent ones', SENT, 'a sliding window; only messages that are sent count'],
    [
      'limited ones too',
      { ...SENT, counts: (what) => what === 'message' },
      'a sliding window; messages answered 426 count too',
    ],
    [
      'refused ones too',
      { ...SENT, counts: (what, isLimited) => SENT.isSubject(what) && !isLimited },
      'a sliding window; messages that are refused count too',
    ],
    ['every command', every, 'a sliding window; every command counts'],
  ])('%s', (_, rules, text) => {
    expect(limiterWords(name(play(simple.sliding(), score, { rules })))).toBe(text);
  });
});

describe('whatever is sent, the kind that answered is never ruled out', () => {
  test.each(Array.from({ length: 15 }, (_, seed) => seed))('traffic number %d', (seed) => {
    const random = seeded(seed);
    let atMs = 10_000;
    const said = Array.from({ length: 120 }, () => {
      atMs += random() < 0.8 ? random() * 60 : random() * 1500;
      return { atMs, what: 'message' as const };
    });
    for (const kind of ['sliding', 'first-message', 'clock', 'bucket'] as const) {
      const events = play(simple[kind](random() * 2000), said, { lateMs: 40, random });
      expect(name(events).kinds).toContain(kind);
    }
  });
});

test('what no limiter answers has no name', () => {
  const codes = [200, 426, 200, 426];
  const events = codes.map((code, at): Event => ({ what: 'message', sentMs: at, answeredMs: at + 1, code }));
  expect(limiterWords(name(events))).toBe('cannot tell: none of the usual limiters answers so');
});

test('what fits several is not given one name', () => {
  const events = play(simple.sliding(), score.slice(0, 5));
  expect(limiterWords(name(events))).toBe(
    'cannot tell a sliding window, a fixed window from a user’s first message, fixed windows of a clock and a bucket of tokens apart',
  );
});

test('a 426 that another limit may have given shows nothing', () => {
  const [first] = score;
  const event: Event = {
    what: 'message',
    sentMs: first?.atMs ?? 0,
    answeredMs: (first?.atMs ?? 0) + 1,
    code: 426,
  };
  expect(name([event]).kinds).toEqual([]);
  expect(nameLimiter({ events: [event], limit: LIMIT, mayBeOther: () => true }).kinds).toHaveLength(4);
});
