import type { BurstRuling } from './burst.ts';
import type { Crew } from './crew.ts';
import type { Findings, Question } from './findings.ts';
import { sendBeyond, type Sent } from './record.ts';
import type { Voice } from './voice.ts';

/** What one user showed who sent alone, and then on a new connection in the same window. */
export interface Solo {
  readonly voice: Voice;
  readonly first: Sent;
  /** Absent where the user could not log in again, which a target that counts LOGIN may see to (R8). */
  readonly again: Sent | undefined;
}

/**
 * One user alone: up to the limit nothing is limited (R2), beyond it a 426 is due (R3), and a new connection changes
 * nothing (R7). What is not as it should be is looked at with a second user, an empty window later: the first may have
 * been used before the run, or a window may have turned inside.
 */
export async function askAlone(
  voices: readonly [Voice, ...Voice[]],
  crew: Crew,
  findings: Findings,
): Promise<Solo[]> {
  const [first, second] = voices;
  crew.tell('one user alone, beyond its limit, then on a new connection');
  const solos = [await playSolo(first, crew)];
  // A target that is gone is not worth the wait.
  if (solos.every(isClean) || second === undefined || first.unreachable !== undefined) {
    report(solos, findings);
    return solos;
  }
  crew.tell('not as it should be: again with another user, an empty window later');
  if (await crew.emptyMinute(voices)) solos.push(await playSolo(second, crew));
  report(solos, findings);
  return solos;
}

async function playSolo(voice: Voice, crew: Crew): Promise<Solo> {
  const first = await sendBeyond(voice, crew);
  await voice.leave();
  const login = await voice.logIn();
  const isSame = first.ruling.kind === 'held';
  return {
    voice,
    first,
    again: login.code === 200 && isSame ? await sendBeyond(voice, crew, first) : undefined,
  };
}

function isClean({ first, again }: Solo): boolean {
  return first.ruling.kind === 'held' && (again === undefined || again.ruling.kind === 'held');
}

function report(solos: readonly Solo[], findings: Findings): void {
  const firsts = solos.map(({ first }) => first);
  reportEarly(firsts, findings);
  reportLate(firsts, findings, 'R3');
  const agains = solos.flatMap(({ again }) => again ?? []);
  if (agains.length === 0)
    findings.unjudged(
      'R7',
      'the user was not limited as it should be, or could not log in again in the same window',
    );
  else reportLate(agains, findings, 'R7');
}

/** A limit that comes too early counts when a second account shows it at the same message. */
function reportEarly(sent: readonly Sent[], findings: Findings): void {
  const early = sent.flatMap(({ ruling }) => (ruling.kind === 'early' ? [ruling.at] : []));
  const [one, other] = early;
  if (one === undefined) {
    const open = sent.map(({ ruling }) => whyOpen(ruling)).find((why) => why !== undefined);
    if (open === undefined || sent.some(({ ruling }) => ruling.kind === 'held'))
      findings.held('R2', sent.length);
    else findings.unjudged('R2', open);
  } else if (one === other)
    findings.broken('R2', {
      expected: `200/OK for each of ${sent[0]?.burst.limit.messages ?? 0} messages`,
      actual: `426/TOOMRQ for message ${one}`,
      users: 2,
      of: sent.length,
    });
  else if (sent.at(-1)?.ruling.kind === 'held') findings.held('R2', 1);
  else
    findings.unjudged(
      'R2',
      `one account was limited at message ${one}, another was not: they may have sent before this run`,
    );
}

/** More than is due counts when it is seen twice, at other places of the clock: once, a window may have turned. */
export function reportLate(
  sent: readonly Sent[],
  findings: Findings,
  clause: Extract<Question, 'R3' | 'R7'>,
): void {
  const late = sent.filter(({ ruling }) => ruling.kind === 'late');
  const [one, other] = late;
  if (one === undefined || sent.some(({ ruling }) => ruling.kind === 'held')) {
    const open = sent.map(({ ruling }) => whyOpen(ruling)).find((why) => why !== undefined);
    if (sent.some(({ ruling }) => ruling.kind === 'held')) findings.held(clause, sent.length);
    else findings.unjudged(clause, open ?? 'a user was limited before it had used up its limit');
  } else if (other !== undefined && areApart(one, other))
    findings.broken(clause, { ...lateWords(one, clause), users: late.length, of: sent.length });
  else findings.unjudged(clause, 'a window may have turned inside: a second look was not to be had');
}

/** A clock's window that turned inside both bursts would have to be shorter than it is. */
export function areApart({ ruling: one, burst }: Sent, { ruling: other }: Sent): boolean {
  if (one.kind !== 'late' || other.kind !== 'late') return false;
  return one.spanMs + other.spanMs < burst.limit.windowMs;
}

export function lateWords(
  { ruling, heard }: Sent,
  clause: Extract<Question, 'R3' | 'R7'>,
): { expected: string; actual: string } {
  const due = ruling.kind === 'late' ? ruling.due : 0;
  const at = ruling.kind === 'late' ? ruling.at : undefined;
  const others = heard.map(({ event }) => event.code).filter((code) => ![0, 200, 426].includes(code));
  const denied = others.length === 0 ? '' : `, of which ${others.length} were answered ${others[0] ?? 0}`;
  const where = clause === 'R7' ? ' on the new connection' : '';
  return {
    expected: `426/TOOMRQ by message ${due}${where}`,
    actual:
      at === undefined
        ? `no 426/TOOMRQ in ${heard.length} messages${denied}`
        : `the first 426/TOOMRQ for message ${at}`,
  };
}

/** Why a burst says nothing. */
export function whyOpen(ruling: BurstRuling): string | undefined {
  switch (ruling.kind) {
    case 'slow':
      return 'the target takes so long to answer that its window moves on meanwhile';
    case 'other':
      return 'the limit of the hour came first: the accounts have sent too much within this hour';
    case 'denied':
      return `messages are answered ${ruling.code} for another reason`;
    case 'held':
    case 'early':
    case 'late':
      return undefined;
  }
}
