import type { Clause } from '../spec/clause-schema.ts';
import type { StepRecord } from './played.ts';
import type { Finding, Level, Verdict } from './result.ts';
import { ruleStep } from './rule-step.ts';
import type { Judging, Ruling } from './ruling.ts';

export interface Judgement {
  readonly verdict: Verdict | 'limited';
  readonly findings: Finding[];
  readonly reason?: string;
  readonly observed?: string;
}

/** The verdict on a case, from what was recorded alone: the same record gets the same verdict at any time. */
export function judge(judging: Judging): Judgement {
  const { findings, reason, observed, verdict } = judgePlainly(judging);
  const { mask } = judging;
  return {
    verdict,
    findings: findings.map((finding) => ({
      ...finding,
      expected: finding.expected.map(mask),
      actual: mask(finding.actual),
    })),
    ...(reason !== undefined && { reason: mask(reason) }),
    ...(observed !== undefined && { observed: mask(observed) }),
  };
}

function judgePlainly(judging: Judging): Judgement {
  const rulings = judging.of.steps.flatMap((step, index) => {
    const record = judging.played.records[index];
    if (record === undefined) return [];
    const bytes = record.kind === 'look' ? lastWithBytes(judging.played.records.slice(0, index)) : record;
    return ruleStep(step, record, judging).map((ruling) => ({ ruling, bytes: bytes ?? record }));
  });
  const end = rulings.findIndex(({ ruling }) => ENDING.has(ruling.kind));
  const findings = rulings
    .slice(0, end < 0 ? rulings.length : end)
    .flatMap(({ ruling, bytes }) =>
      ruling.kind === 'broken' ? [toFinding(ruling, bytes, judging.clauses)] : [],
    );
  const ended = rulings[end]?.ruling;
  if (ended !== undefined) return judgeEnded(ended, findings);
  const observed = rulings
    .flatMap(({ ruling }) => (ruling.kind === 'observed' ? [ruling.what] : []))
    .join('; ');
  const unseen = rulings.find(({ ruling }) => ruling.kind === 'not-observable')?.ruling;
  return {
    ...worst(findings, { isObservation: observed !== '', unseen: unseen !== undefined }),
    findings,
    ...(observed !== '' && { observed }),
    ...(unseen !== undefined && 'why' in unseen && { reason: unseen.why }),
  };
}

/** A look sends nothing itself: it is about what went over the wire before it. */
function lastWithBytes(records: readonly StepRecord[]): StepRecord | undefined {
  return records.findLast(({ sent }) => sent !== '');
}

const ENDING: ReadonlySet<Ruling['kind']> = new Set(['blocked', 'limited', 'error', 'skipped']);

/** A case that came to its end before its last step. What was missed by then is no less missed: it may even be why. */
function judgeEnded(ended: Ruling, findings: Finding[]): Judgement {
  switch (ended.kind) {
    case 'limited':
      return {
        verdict: 'limited',
        findings: [],
        reason: `${ended.actor} was answered 426/TOOMRQ, perhaps for what the suite itself has sent`,
      };
    case 'error':
      return { verdict: 'error', findings: [], reason: ended.why };
    case 'blocked':
    case 'skipped': {
      const { verdict } = worst(findings, { isObservation: false, unseen: false });
      return verdict === 'fail' || verdict === 'warn'
        ? { verdict, findings, reason: ended.why }
        : { verdict: ended.kind, findings: [], reason: ended.why };
    }
    case 'not-observable':
    case 'broken':
    case 'observed':
    case 'held':
      throw new Error(`${ended.kind} ends no case`);
  }
}

function worst(
  findings: readonly Finding[],
  { isObservation, unseen }: { isObservation: boolean; unseen: boolean },
): { verdict: Verdict } {
  if (findings.some(({ level }) => level === 'must')) return { verdict: 'fail' };
  if (findings.some(({ level }) => level === 'should')) return { verdict: 'warn' };
  if (findings.length > 0 || isObservation) return { verdict: 'observed' };
  return { verdict: unseen ? 'not-observable' : 'pass' };
}

function toFinding(
  { clause, expected, actual }: Extract<Ruling, { kind: 'broken' }>,
  { sent, received }: StepRecord,
  clauses: ReadonlyMap<string, Clause>,
): Finding {
  const level: Level = clauses.get(clause)?.level ?? 'must';
  return { clause, level, expected, actual, sent, received };
}
