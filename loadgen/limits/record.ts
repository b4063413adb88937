import { dueBy, ruleBurst, type Burst, type BurstRuling } from './burst.ts';
import type { Crew } from './crew.ts';
import type { Event } from './event.ts';
import type { Heard, Voice } from './voice.ts';

/** What a user sent beyond its limit, and how that is to be taken. */
export interface Sent {
  readonly voice: Voice;
  readonly heard: readonly Heard[];
  readonly burst: Burst;
  readonly ruling: BurstRuling;
}

/** A target that answers more slowly than its limit lets through is followed no further. */
const MOST_ROUNDS = 6;

/**
 * As many messages as the limit of the minute allows and some more, all at one instant; more of them as long as the
 * target is so slow that none of them was one too many.
 * @param goesOn an earlier burst in the same window, on another connection
 */
export async function sendBeyond(voice: Voice, crew: Crew, goesOn?: Sent): Promise<Sent> {
  const before = [...voice.history];
  const heard: Heard[] = [];
  const startMs = crew.now();
  const burst = (): Burst => ({
    events: heard.map(({ event }) => event),
    before,
    limit: crew.minute,
    counts: crew.counts,
    startMs,
    ...(goesOn !== undefined && { goesOn: eventsOf(goesOn.burst) }),
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const wanted = dueBy(burst()) - 1 + crew.plan.beyond - heard.length;
    if (wanted <= 0) break;
    const said = await voice.say(voice.messages(wanted));
    heard.push(...said);
    if (said.length < wanted || said.some(({ event }) => event.code === 426 || event.code === 0)) break;
  }
  const ruled = burst();
  return { voice, heard, burst: ruled, ruling: ruleWithHour(ruled, crew) };
}

function eventsOf({ events, goesOn = [] }: Burst): readonly Event[] {
  return [...goesOn, ...events];
}

/** An early 426 that the limit of the hour explains is none of the minute's. */
function ruleWithHour(burst: Burst, crew: Crew): BurstRuling {
  const ruling = ruleBurst(burst);
  if (ruling.kind !== 'early') return ruling;
  const { events, before } = burst;
  const first = events.findIndex(({ code }) => code === 426);
  const limited = events[first];
  const isEarned = limited !== undefined && crew.isEarned(limited, [...before, ...events.slice(0, first)]);
  return isEarned ? { kind: 'other' } : ruling;
}
