import type { CaseResult, Finding } from '../result.ts';
import type { Deviation } from './deviations.ts';

/** A deviation, and the name of the dialect it is in. */
export interface Departure {
  readonly deviation: Deviation;
  readonly dialect: string;
}

/**
 * What the case of a deviation came to, as the finding it is: a warning where the target does not take the protocol's
 * own form, with what it answered to that, or where it was not tried; a pass where it does. Whatever else its case has
 * brought to light, such as the end of the server, stays as it is.
 * @param result undefined when the run had no such case
 */
export function deviationResult(departure: Departure, result?: CaseResult): CaseResult {
  if (result === undefined) return untried(departure, { why: notAsked(departure.deviation) });
  switch (result.verdict) {
    case 'pass':
    case 'error':
    case 'known':
      return result;
    case 'fail':
    case 'warn':
    case 'flaky':
      return hasDied(result) ? result : forgiven(departure, result);
    case 'blocked':
    case 'observed':
    case 'skipped':
    case 'not-observable':
      return untried(departure, { why: result.reason ?? 'what came does not tell', result });
  }
}

/** What is to be said of a dialect that has more than the target wants. */
export function needlessNote({ deviation: { id, instead }, dialect }: Departure): string {
  return `${id}: the target takes the protocol's own form, so dialect ${dialect} ${instead} without need`;
}

function notAsked({ shownBy }: Deviation): string {
  return shownBy === undefined ? 'it would cost an account for good' : 'this run has not asked for it';
}

function hasDied({ findings }: CaseResult): boolean {
  return findings.some(({ clause }) => clause === 'T12');
}

/** The first finding says it all: what comes behind a command that was not understood only follows from it. */
function forgiven(departure: Departure, result: CaseResult): CaseResult {
  const { deviation, dialect } = departure;
  return {
    ...result,
    verdict: 'warn',
    reason: `dialect ${dialect} ${deviation.instead}`,
    findings: result.findings.slice(0, 1),
  };
}

function untried(departure: Departure, { why, result }: { why: string; result?: CaseResult }): CaseResult {
  const { id, title, clause } = departure.deviation;
  return {
    id,
    title,
    clauses: [clause],
    level: 'must',
    verdict: 'warn',
    reason: `whether the protocol's own form would do was not tried: ${why}`,
    findings: [declared(departure)],
    transcript: result?.transcript ?? [],
    durationMs: result?.durationMs ?? 0,
  };
}

function declared({ deviation: { clause, right, instead }, dialect }: Departure): Finding {
  const actual = `dialect ${dialect} ${instead}`;
  return { clause, level: 'must', expected: [right], actual, sent: '', received: '' };
}
