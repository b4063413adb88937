import type { Crew } from './crew.ts';
import type { Findings } from './findings.ts';
import { sendBeyond, type Sent } from './record.ts';
import { areApart, lateWords, whyOpen, type Solo } from './solo.ts';
import type { Voice } from './voice.ts';

/** Everybody sends beyond the limit at one instant, while another is limited already. */
export async function askCrowd(crowd: readonly Voice[], crew: Crew, findings: Findings): Promise<Sent[]> {
  crew.tell(`${crowd.length} users at once, each beyond its limit`);
  const sent = await Promise.all(crowd.map((voice) => sendBeyond(voice, crew)));
  reportSessions(sent, findings);
  const held = sent.filter(({ ruling }) => ruling.kind === 'held').length;
  if (held > 0) {
    findings.held('R3', held);
    if (!sent.some(isEarly)) findings.held('R6', held);
  } else {
    const why = sent.map(({ ruling }) => whyOpen(ruling)).find((each) => each !== undefined);
    if (!sent.some(isLate)) findings.unjudged('R3', why ?? 'nobody could use up its limit');
    if (!sent.some(isEarly)) findings.unjudged('R6', why ?? 'nobody was limited');
  }
  return sent;
}

/** After a 426 a session that is lost is the finding; a connection that closes is not (T22). */
function reportSessions(sent: readonly Sent[], findings: Findings): void {
  const limited = sent.filter(({ heard }) => heard.some(({ event }) => event.code === 426));
  const lost = limited.filter(({ heard }) => {
    const first = heard.findIndex(({ event }) => event.code === 426);
    return heard.slice(first).some(({ event }) => event.code === 401);
  });
  if (lost.length > 0)
    findings.broken('T22', {
      expected: 'the session as it was, or a closed connection',
      actual: '401/UNAUTH behind the 426/TOOMRQ, on the same connection',
      users: lost.length,
      of: limited.length,
    });
  else if (limited.length > 0) findings.held('T22', limited.length);
}

/**
 * Looks again, an empty window later, at those who were not limited as they should have been: those who were limited too
 * early, one of them alone; those who were limited too late, all at once.
 */
export async function askCrowdAgain(
  sent: readonly Sent[],
  solos: readonly Solo[],
  { crew, findings }: { crew: Crew; findings: Findings },
): Promise<void> {
  const [early] = sent.filter(isEarly);
  if (early !== undefined) {
    crew.tell('limited too early among others: again, alone');
    const alone = await sendBeyond(early.voice, crew);
    reportEarly(sent.filter(isEarly), { alone, solos, of: sent.length }, findings);
  }
  const late = sent.filter(isLate);
  if (late.length === 0) return;
  crew.tell(`${late.length} users were let through too much: again`);
  const again = await Promise.all(late.map(({ voice }) => sendBeyond(voice, crew)));
  const both = late.flatMap((one, at): [Sent, Sent][] => {
    const other = again[at];
    return other !== undefined && areApart(one, other) ? [[one, other]] : [];
  });
  const [shown] = both;
  if (shown !== undefined)
    findings.broken('R3', { ...lateWords(shown[1], 'R3'), users: both.length, of: sent.length });
}

/** Alone the same user is let through more: then it was the others (R6). */
function reportEarly(
  early: readonly Sent[],
  { alone, solos, of }: { alone: Sent; solos: readonly Solo[]; of: number },
  findings: Findings,
): void {
  const [first] = early;
  const at = first?.ruling.kind === 'early' ? first.ruling.at : 0;
  const isFreeAlone = alone.ruling.kind === 'held' || alone.ruling.kind === 'late';
  const isBetterAlone = alone.ruling.kind === 'early' && alone.ruling.at > at;
  if (isFreeAlone || isBetterAlone) {
    findings.broken('R6', {
      expected: `200/OK for the first ${alone.burst.limit.messages} messages of each, as for one alone`,
      actual: `426/TOOMRQ for message ${at} while others sent`,
      users: early.length,
      of,
    });
    return;
  }
  const isAlways = solos.some(({ first: one }) => one.ruling.kind === 'early');
  findings.unjudged(
    'R6',
    isAlways
      ? 'users are limited too early even alone (R2)'
      : `the same user is limited as early alone: its account may have sent before this run`,
  );
}

function isEarly({ ruling }: Sent): boolean {
  return ruling.kind === 'early';
}

function isLate({ ruling }: Sent): boolean {
  return ruling.kind === 'late';
}
