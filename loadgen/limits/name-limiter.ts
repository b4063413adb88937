import type { Event, Limit } from './event.ts';
import {
  bucketLimiter,
  clockLimiter,
  explains,
  firstMessageLimiter,
  LIMITER_KINDS,
  slidingLimiter,
  type Asked,
  type LimiterKind,
} from './limiters.ts';

/** What a limiter counts beside the messages that are sent. */
export interface Counting {
  /** Messages that it refused itself. */
  readonly limited: boolean;
  /** Messages that were refused for another reason. */
  readonly refused: boolean;
  /** Every other command; `but-login`: all but LOGIN. */
  readonly commands: boolean | 'but-login';
}

/** Everything that a limiter may be, as far as its answers tell: the kinds, and for each question the answers left. */
export interface Named {
  readonly kinds: readonly LimiterKind[];
  readonly limited: readonly boolean[];
  readonly refused: readonly boolean[];
  readonly commands: readonly boolean[];
}

export interface Heard {
  /** Of one user, in order; nothing counted before is still counted. */
  readonly events: readonly Event[];
  readonly limit: Limit;
  /** Whether a 426 may come from another limit, such as that of the hour. */
  readonly mayBeOther: (event: Event) => boolean;
}

const EITHER = [false, true] as const;

/** Tries every kind of limiter on what a user was answered, and keeps those that may have answered so. */
export function nameLimiter(heard: Heard): Named {
  const left = LIMITER_KINDS.flatMap((kind) =>
    countings(kind)
      .filter((counting) => mayBe(kind, counting, heard))
      .map((counting) => ({ kind, counting })),
  );
  const distinct = <Value>(of: (candidate: (typeof left)[number]) => Value): Value[] => [
    ...new Set(left.map(of)),
  ];
  return {
    kinds: distinct(({ kind }) => kind),
    limited: distinct(({ counting }) => counting.limited),
    refused: distinct(({ counting }) => counting.refused),
    commands: distinct(({ counting }) => counting.commands !== false),
  };
}

/** For fixed windows and buckets it makes no difference whether what is limited counts: the window is full. */
function countings(kind: LimiterKind): Counting[] {
  const limitedToo = kind === 'sliding' ? EITHER : ([false] as const);
  return limitedToo.flatMap((limited) =>
    EITHER.flatMap((refused) =>
      ([false, true, 'but-login'] as const).map((commands) => ({ limited, refused, commands })),
    ),
  );
}

function mayBe(kind: LimiterKind, counting: Counting, { events, limit, mayBeOther }: Heard): boolean {
  const asked = events.map((event): Asked => {
    // What is refused for another reason may be refused for either (S6), and shows nothing.
    const isPassed = event.code === 200 && event.what !== 'odd' && isSubject(event, counting);
    const isLimited = event.code === 426 && !mayBeOther(event);
    const seen = isLimited ? 'limited' : isPassed ? 'accepted' : 'any';
    return { event, counts: doesCount(event, counting), seen };
  });
  // A 426 for what does not count is the doing of something else.
  if (asked.some(({ event, seen }) => seen === 'limited' && !isSubject(event, counting))) return false;
  switch (kind) {
    case 'sliding':
      return explains(slidingLimiter(limit), asked);
    case 'first-message':
      return explains(firstMessageLimiter(limit), asked);
    case 'clock':
      return explains(clockLimiter(limit), asked);
    case 'bucket':
      return explains(bucketLimiter(limit), asked);
  }
}

function isSubject({ what }: Event, { commands }: Counting): boolean {
  if (what === 'message' || what === 'odd') return true;
  return what === 'poll' ? commands !== false : commands === true;
}

function doesCount(event: Event, counting: Counting): boolean {
  if (event.code === 426) return counting.limited && isSubject(event, counting);
  const isMessage = event.what === 'odd' || event.what === 'message';
  if (isMessage && event.code !== 200) return counting.refused && [403, 416].includes(event.code);
  return isSubject(event, counting);
}
