import type { Crew } from './crew.ts';
import { countDeliveries, deliveryKey, type Deliveries } from '../delivery/deliveries.ts';
import type { Findings } from './findings.ts';
import type { Heard, Voice } from './voice.ts';

/** Polls on their way at once, and how many there may be: a queue of former runs may be long. */
const AT_ONCE = 16;
const MOST_POLLS = 4000;

/** What a sender has heard. */
export interface Letters {
  readonly voice: Voice;
  readonly heard: readonly Heard[];
}

/** All recipients poll until nothing is left: what was answered 426 must not come (R4), what was answered 200 once (M2). */
export async function askDelivery(
  letters: readonly Letters[],
  voices: readonly Voice[],
  { crew, findings }: { crew: Crew; findings: Findings },
): Promise<void> {
  crew.tell('the recipients poll: nothing that was answered 426 may arrive');
  const byAccount = new Map(voices.map((voice) => [voice.user.account.id, voice]));
  const wanted = new Set(letters.map(({ voice }) => voice.user.recipientId));
  const recipients = [...wanted].flatMap((id) => byAccount.get(id) ?? []);
  const found: Deliveries = new Map();
  const isDone = await pollAll(recipients, crew, found);
  const done = new Set(recipients.filter((_, at) => isDone[at]).map(({ user }) => user.account.id));
  report(
    letters.filter(({ voice }) => done.has(voice.user.recipientId)),
    { found, wasAlwaysThere: (id) => isSteady(byAccount.get(id)) },
    findings,
  );
}

/** Where polls count towards the limit, everybody waits for a new window now and then. */
async function pollAll(voices: readonly Voice[], crew: Crew, found: Deliveries): Promise<boolean[]> {
  const states = await Promise.all(voices.map((voice) => pollToTheEnd(voice, crew, found)));
  while (states.includes('limited') && (await crew.emptyMinute(voices)))
    for (const [at, voice] of voices.entries())
      if (states[at] === 'limited') states[at] = await pollToTheEnd(voice, crew, found);
  return states.map((state) => state === 'done');
}

async function pollToTheEnd(
  voice: Voice,
  { tag, counts, minute }: Crew,
  found: Deliveries,
): Promise<'done' | 'limited' | 'broken'> {
  const batch = counts === 'messages' ? AT_ONCE : Math.max(1, Math.min(AT_ONCE, minute.messages - 2));
  for (let polls = 0; polls < MOST_POLLS; polls += batch) {
    if (!voice.isConnected && (await voice.logIn()).code !== 200) return 'broken';
    const heard = await voice.say(Array.from({ length: batch }, () => ({ what: 'poll' as const })));
    countDeliveries(
      heard.flatMap(({ lines }) => lines),
      tag,
      found,
    );
    const last = heard.at(-1);
    if (heard.some(({ event }) => event.code === 426)) return 'limited';
    if (last?.event.code === 401) await voice.leave();
    else if (last?.event.code !== 200) return 'broken';
    else if (!last.lines.some((line) => line.startsWith('type:'))) return 'done';
  }
  return 'broken';
}

/** Whether a recipient has been connected all the time: what becomes of changes otherwise is advised only (N8). */
function isSteady(voice: Voice | undefined): boolean {
  return voice?.history.filter(({ what, code }) => what === 'login' && code === 200).length === 1;
}

function report(
  letters: readonly Letters[],
  { found, wasAlwaysThere }: { found: Deliveries; wasAlwaysThere: (id: number) => boolean },
  findings: Findings,
): void {
  const told = letters.map(({ voice, heard }) => {
    const times = (code: number): number[] =>
      heard.flatMap(({ number, event }) =>
        number !== undefined && event.code === code
          ? [found.get(deliveryKey(voice.user.account.id, number)) ?? 0]
          : [],
      );
    return { voice, limited: times(426), sent: times(200) };
  });
  const limited = told.filter((each) => each.limited.length > 0);
  const leaked = limited.filter((each) => each.limited.some((count) => count > 0));
  const leaks = leaked.flatMap((each) => each.limited).filter((count) => count > 0).length;
  if (limited.length === 0) findings.unjudged('R4', 'no recipient of a message answered 426 could poll');
  else if (leaked.length === 0) findings.held('R4', limited.length);
  else
    findings.broken('R4', {
      expected: 'no message that was answered 426/TOOMRQ',
      actual: `${leaks} such ${leaks === 1 ? 'message' : 'messages'} arrived`,
      users: leaked.length,
      of: limited.length,
    });
  const steady = told.filter(({ voice, sent }) => sent.length > 0 && wasAlwaysThere(voice.user.recipientId));
  const wrong = steady.filter(({ sent }) => sent.some((count) => count !== 1));
  const counts = wrong.flatMap(({ sent }) => sent);
  if (steady.length > 0 && wrong.length === 0) findings.held('M2', steady.length);
  if (wrong.length > 0)
    findings.broken('M2', {
      expected: 'each message answered 200/OK once',
      actual: `${counts.filter((count) => count === 0).length} never arrived, ${counts.filter((count) => count > 1).length} more than once`,
      users: wrong.length,
      of: steady.length,
    });
}
