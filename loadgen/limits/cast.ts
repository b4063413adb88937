import type { Crew } from './crew.ts';
import type { Voice } from './voice.ts';

/** Who plays which part. Some play two where there are few. */
export interface Cast {
  /** Who send alone; the second where the first shows something odd. */
  readonly solos: readonly [Voice, ...Voice[]];
  readonly crowd: readonly Voice[];
  readonly namer: Voice;
  /** Who have not sent anything when it comes to the limit of the hour. */
  readonly hourly: readonly Voice[];
}

/**
 * Two users are kept for the hour, and one for the kind of the limiter, where there are enough; with them the one who writes
 * to that user, so that what it has to poll does not count. A crowd needs two.
 */
export function castFor(voices: readonly Voice[], crew: Crew): Cast {
  const [first, second] = voices;
  if (first === undefined || second === undefined) throw new Error('limits need two users');
  const spare = voices.length - FEWEST;
  const hours = crew.declares.hour ? Math.max(0, Math.min(2, spare)) : 0;
  const others = voices.slice(0, voices.length - hours);
  const kept = Math.max(0, Math.min(2, others.length - FEWEST));
  return {
    solos: [first, second],
    crowd: others.slice(1, others.length - kept),
    namer: others.at(-1) ?? first,
    hourly: voices.slice(others.length),
  };
}

/** One alone, and two at once. */
const FEWEST = 3;
