import type { Crew } from './crew.ts';
import type { Voice } from './voice.ts';

/** Beyond this limit finding out would cost more than it tells. */
const MOST_PROBED = 60;

/**
 * Whether commands other than SEND_MSG count towards the limit (R9): a user polls a little more often than the limit
 * allows messages. Where they do, LOGIN counts too, perhaps, and everybody is given an empty window.
 * @returns false when patience does not suffice for that window
 */
export async function learnCounting(voice: Voice, crew: Crew, others: readonly Voice[]): Promise<boolean> {
  const { messages } = crew.minute;
  if (messages > MOST_PROBED) return true;
  const polls = await voice.say(Array.from({ length: messages + 2 }, () => ({ what: 'poll' as const })));
  if (!polls.some(({ event }) => event.code === 426)) return true;
  crew.counts = 'commands';
  crew.tell('every command counts towards the limit: waiting for an empty window');
  return crew.emptyMinute([voice, ...others]);
}
