import type { Lifeline } from '../target/lifeline.ts';
import type { Clause } from '../spec/clause-schema.ts';
import { canary } from './canary.ts';
import type { Demise, Lives } from './lives.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult, Finding } from './result.ts';

interface Whole {
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly signal: AbortSignal;
}

/** What dumps core takes its time to die. */
const DYING_MS = 1000;
/** So many deaths are named. */
const MOST_NAMED = 5;

/** A target that stopped the run before its first case may have died of it: then its findings tell how. */
export async function withDeath(
  results: readonly CaseResult[],
  { lifeline }: { lifeline?: Lifeline },
): Promise<CaseResult[]> {
  const death = await lifeline?.death(DYING_MS);
  if (death === undefined) return [...results];
  const told = (finding: Finding): Finding => ({
    ...finding,
    actual: `${finding.actual}; the server died: ${death.how}`,
    said: [...death.said],
  });
  return results.map((result) => ({ ...result, findings: result.findings.map(told) }));
}

/**
 * Whether the target has lived through the whole run: it answers at the end, and what it died of meanwhile is known. A
 * death that a case is blamed for is a finding of that case, and not of the run too: one finding for one death.
 */
export async function survival(run: RunContext, lives: Lives, whole: Whole): Promise<CaseResult> {
  const findings = await whatIsWrong(run, lives, whole);
  return {
    id: 'run/survival',
    title: 'The server lives through the whole run',
    clauses: ['T12'],
    level: levelOf(whole),
    verdict: findings.length === 0 ? 'pass' : 'fail',
    findings,
    transcript: [],
    durationMs: 0,
  };
}

async function whatIsWrong(run: RunContext, lives: Lives, whole: Whole): Promise<Finding[]> {
  const { unexplained } = lives;
  const last = lives.end === undefined ? unexplained.at(-1) : lives.demises.at(-1);
  const lastSeen = last?.death.said;
  const broken = (actual: string): Finding[] => [
    {
      clause: 'T12',
      level: levelOf(whole),
      expected: ['a new connection can log in'],
      actual,
      sent: '',
      received: '',
      ...(lastSeen !== undefined && { said: [...lastSeen] }),
    },
  ];
  if (lives.end !== undefined) return broken(lives.end);
  if (unexplained.length > 0) return broken(demisesWords(unexplained));
  if (whole.signal.aborted || (await canary(run)).isAlive) return [];
  const death = await run.lifeline?.autopsy();
  const actual = 'no new connection can log in after the last case';
  return broken(death === undefined ? actual : `${actual}: ${death.how}`);
}

function demisesWords(demises: readonly Demise[]): string {
  const places = new Set(demises.map(({ where, death }) => `${where} (${death.how}), but not in it alone`));
  const count = demises.length === 1 ? 'once' : `${demises.length} times`;
  const more = places.size > MOST_NAMED ? `; and in ${places.size - MOST_NAMED} more` : '';
  return `it died ${count} and was started again: ${[...places].slice(0, MOST_NAMED).join('; ')}${more}`;
}

function levelOf({ clauses }: Whole): Finding['level'] {
  return clauses.get('T12')?.level ?? 'must';
}
