import type { Crew } from './crew.ts';
import type { Event } from './event.ts';
import type { Findings } from './findings.ts';
import type { Voice } from './voice.ts';

/**
 * Behind an empty window everybody who was limited sends one message: half of them on the connection they have (R5), half
 * on a new one (R8).
 */
export async function askEnding(voices: readonly Voice[], crew: Crew, findings: Findings): Promise<void> {
  if (voices.length === 0) {
    findings.unjudged('R5', 'nobody was limited as it should be');
    return;
  }
  crew.tell('everybody who was limited sends again, behind an empty window');
  const asked = await Promise.all(voices.map((voice) => sendOne(voice, crew)));
  reportOf(
    'R8',
    asked.flatMap(({ login }) => login ?? []),
    findings,
  );
  reportOf(
    'R5',
    asked.flatMap(({ message }) => message ?? []),
    findings,
  );
}

/** Those who are to come on a new connection leave before the window that is to be empty. */
export async function leaveHalf(voices: readonly Voice[]): Promise<void> {
  await Promise.all(voices.filter((_, at) => at % 2 === 1).map((voice) => voice.leave()));
}

/** What came, and whether the user's own traffic may have earned a 426. */
interface Came {
  readonly event: Event;
  readonly isEarned: boolean;
}

async function sendOne(voice: Voice, crew: Crew): Promise<{ login?: Came; message?: Came }> {
  const came = (event: Event): Came => ({
    event,
    isEarned: crew.isEarned(event, voice.history.slice(0, voice.history.indexOf(event))),
  });
  let login: Came | undefined;
  if (!voice.isConnected) login = came(await voice.logIn());
  if (login !== undefined && login.event.code !== 200) return { login };
  const [heard] = await voice.say(voice.messages(1));
  return {
    ...(login !== undefined && { login }),
    ...(heard !== undefined && { message: came(heard.event) }),
  };
}

function reportOf(clause: 'R5' | 'R8', came: readonly Came[], findings: Findings): void {
  const limited = came.filter(({ event }) => event.code === 426);
  const unearned = limited.filter(({ isEarned }) => !isEarned);
  const free = came.filter(({ event }) => event.code === 200);
  if (unearned.length > 0)
    findings.broken(clause, {
      expected: '200/OK, unless the account had used up its hour before this run',
      actual: clause === 'R5' ? '426/TOOMRQ for the next message' : '426/TOOMRQ for LOGIN',
      users: unearned.length,
      of: came.length,
    });
  else if (free.length > 0) findings.held(clause, free.length);
  else if (limited.length > 0) findings.unjudged(clause, 'the limit of the hour came first');
  else if (came.length > 0)
    findings.unjudged(clause, `answered ${came[0]?.event.code ?? 0} instead of 200 or 426`);
}
