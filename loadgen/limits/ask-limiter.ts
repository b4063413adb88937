import type { Crew } from './crew.ts';
import { usedBefore } from './earned.ts';
import type { Event } from './event.ts';
import { nameLimiter, type Named } from './name-limiter.ts';
import type { Spoken, Voice } from './voice.ts';

/** When the last of it is said, in windows from the start. */
const LAST_AT = 2.05;
/** The other things that may count are said so often, first of all: any of them, and both, make another number. */
const ODD = 1;
const POLLS = 2;

/** Finds out of what kind the limiter is. Undefined when patience does not suffice. */
export async function askLimiter(voice: Voice, crew: Crew): Promise<Named | undefined> {
  const { messages, windowMs } = crew.minute;
  if (LAST_AT * windowMs > crew.patienceMs || !(await isThere(voice))) return undefined;
  crew.tell('what kind of limiter it is: bursts over two windows');
  const from = voice.history.length;
  const startMs = crew.now();
  for (const { at, spoken } of scoreFor(messages, (count) => voice.messages(count))) {
    if (!(await crew.wait(startMs + at * windowMs - crew.now()))) return undefined;
    if (!(await isThere(voice))) return undefined;
    await voice.say(spoken);
  }
  const { history } = voice;
  return nameLimiter({
    events: history.slice(from),
    limit: crew.minute,
    mayBeOther: (event: Event) =>
      usedBefore(event.sentMs, history.slice(0, history.indexOf(event)), {
        limit: crew.hour,
        counts: crew.counts,
      }) >= crew.hour.messages,
  });
}

/** Whether the user is logged in, or gets in again. */
async function isThere(voice: Voice): Promise<boolean> {
  return voice.isConnected || (await voice.logIn()).code === 200;
}

/**
 * A third of the limit; then the rest and one too many, which a bucket has refilled by then; soon two more, which only a
 * bucket or a clock lets through; behind the end of a window that began with the first message as many as can be; and twice two
 * more, by which a clock is told from the rest wherever its windows begin.
 */
export function scoreFor(
  limit: number,
  messages: (count: number) => Spoken[],
): { at: number; spoken: readonly Spoken[] }[] {
  const others: Spoken[] = [
    ...Array.from({ length: Math.min(ODD, Math.floor(limit / 4)) }, () => ({ what: 'odd' as const })),
    ...Array.from({ length: Math.min(POLLS, Math.floor(limit / 4)) }, () => ({ what: 'poll' as const })),
  ];
  return [
    { at: 0, spoken: [...others, ...messages(Math.floor(limit / 3))] },
    { at: 0.4, spoken: messages(limit + 1) },
    { at: 0.7, spoken: messages(2) },
    { at: 1.15, spoken: messages(limit + 1) },
    { at: 1.55, spoken: messages(2) },
    { at: LAST_AT, spoken: messages(2) },
  ];
}
