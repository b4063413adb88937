import type { Crew } from './crew.ts';
import { isEarned } from './earned.ts';
import type { Event } from './event.ts';
import type { Findings } from './findings.ts';
import type { Voice } from './voice.ts';

/** The least to wait until the limit of the hour can be reached as fast as the minute's lets, in ms. */
export function hourNeedsMs(crew: Crew): number {
  return (Math.ceil((crew.hour.messages + 1) / crew.minute.messages) - 1) * crew.emptyMs();
}

/** How a user fared: limited at some message, let through too much, or neither as far as patience went. */
type Fared =
  | { readonly kind: 'limited'; readonly event: Event; readonly isEarned: boolean; readonly at: number }
  | { readonly kind: 'late'; readonly sent: number; readonly due: number }
  | { readonly kind: 'open'; readonly why: string };

/**
 * Fresh users send as fast as the limit of the minute lets until they are limited. However windows lie, no more than twice
 * the limit of the hour gets through within one.
 */
export async function askHour(voices: readonly Voice[], crew: Crew, findings: Findings): Promise<void> {
  const needsMs = hourNeedsMs(crew);
  const why = whyNot(voices, crew, needsMs);
  if (why !== undefined) {
    for (const clause of ['R2', 'R3'] as const) findings.unjudged(clause, why, 'hour');
    return;
  }
  crew.tell(`the limit of the hour: ${crew.hour.messages} messages, as fast as the minute’s limit lets`);
  const fared = await exceed(voices, crew);
  report(fared, crew, findings);
  if (fared.some((each) => each.kind === 'limited' && each.isEarned))
    await askHourEnds(voices, crew, findings);
}

function whyNot(voices: readonly Voice[], crew: Crew, needsMs: number): string | undefined {
  if (voices.length === 0) return 'needs a further user who has not sent anything: give more accounts';
  if (needsMs <= crew.patienceMs) return undefined;
  const seconds = Math.ceil(needsMs / 1000);
  return `the limit of ${crew.hour.messages} in an hour is reached after ${seconds} s at the earliest, and ${Math.floor(crew.patienceMs / 1000)} s of patience are left: give --patience for it`;
}

async function exceed(voices: readonly Voice[], crew: Crew): Promise<Fared[]> {
  const startMs = crew.now();
  const from = voices.map(({ history }) => history.length);
  const isDone = (fared: Fared): boolean => fared.kind !== 'open';
  for (;;) {
    await Promise.all(voices.map((voice) => voice.say(voice.messages(crew.minute.messages))));
    const elapsedMs = crew.now() - startMs;
    const fared = voices.map((voice, at) => fare(voice, { crew, from: from[at] ?? 0, elapsedMs }));
    if (fared.every(isDone) || voices.some(({ isConnected }) => !isConnected)) return fared;
    const left = voices.filter((_, at) => fared[at]?.kind === 'open');
    if (elapsedMs > crew.hour.windowMs || !(await crew.emptyMinute(left))) return fared;
  }
}

function fare(
  { history }: Voice,
  { crew, from, elapsedMs }: { crew: Crew; from: number; elapsedMs: number },
): Fared {
  const { minute, hour, counts } = crew;
  const events = history.slice(from);
  const sent = events.filter(({ code }) => code === 200).length;
  const limited = events.findIndex(
    (event, at) =>
      event.code === 426 && !isEarned(event, history.slice(0, from + at), { limit: minute, counts }),
  );
  const event = events[limited];
  if (event !== undefined)
    return {
      kind: 'limited',
      event,
      isEarned: isEarned(event, history.slice(0, from + limited), { limit: hour, counts }),
      at: events.slice(0, limited).filter(({ code }) => code === 200).length + 1,
    };
  const due = hour.messages + 1 + Math.floor((hour.messages * elapsedMs) / hour.windowMs);
  if (sent >= Math.max(due, 2 * hour.messages + 1) && elapsedMs < hour.windowMs)
    return { kind: 'late', sent, due };
  return {
    kind: 'open',
    why: `no 426/TOOMRQ in ${sent} messages, and patience is over before windows are ruled out`,
  };
}

function report(fared: readonly Fared[], { hour }: Crew, findings: Findings): void {
  const of = fared.length;
  const early = fared.flatMap((each) => (each.kind === 'limited' && !each.isEarned ? [each] : []));
  const late = fared.flatMap((each) => (each.kind === 'late' ? [each] : []));
  const right = fared.filter((each) => each.kind === 'limited' && each.isEarned).length;
  const [one, other] = early;
  if (one !== undefined && one.at === other?.at)
    findings.broken(
      'R2',
      {
        expected: `200/OK for each of ${hour.messages} messages`,
        actual: `426/TOOMRQ for message ${one.at}, where the minute’s limit leaves room`,
        users: early.length,
        of,
      },
      'hour',
    );
  else if (one !== undefined)
    findings.unjudged(
      'R2',
      `an account was limited at message ${one.at}: it may have sent before this run`,
      'hour',
    );
  else findings.held('R2', of, 'hour');
  const [first] = late;
  const open = fared.find((each) => each.kind === 'open');
  if (first !== undefined)
    findings.broken(
      'R3',
      {
        expected: `426/TOOMRQ by message ${first.due}, or by ${2 * hour.messages + 1} where windows are fixed`,
        actual: `no 426/TOOMRQ in ${first.sent} messages`,
        users: late.length,
        of,
      },
      'hour',
    );
  else if (right > 0) findings.held('R3', right, 'hour');
  else findings.unjudged('R3', open?.why ?? 'an account was limited before it had used up its hour', 'hour');
}

async function askHourEnds(voices: readonly Voice[], crew: Crew, findings: Findings): Promise<void> {
  const waitMs = crew.hour.windowMs * 1.02 + 60;
  crew.tell('an hour in which nothing is sent');
  if (!(await crew.wait(waitMs))) {
    const seconds = Math.ceil(waitMs / 1000);
    findings.unjudged('R5', `takes another ${seconds} s: give --patience for it`, 'hour');
    return;
  }
  const heard = await Promise.all(
    voices.map(async (voice) => {
      if (!voice.isConnected) await voice.logIn();
      return voice.say(voice.messages(1));
    }),
  );
  const codes = heard.flatMap((each) => each.map(({ event }) => event.code));
  const limited = codes.filter((code) => code === 426).length;
  if (limited > 0)
    findings.broken(
      'R5',
      { expected: '200/OK', actual: '426/TOOMRQ for the next message', users: limited, of: codes.length },
      'hour',
    );
  else if (codes.includes(200)) findings.held('R5', codes.length, 'hour');
}
