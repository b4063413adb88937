import type { Clause } from '../spec/clause-schema.ts';
import type { Step } from '../spec/step.ts';
import type { Mask } from '../wire/mask.ts';
import type { Case } from './case.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeBurst } from './judge-burst.ts';
import { judgePoll } from './judge-poll.ts';
import type { Played, StepRecord } from './played.ts';
import type { Finding, Level, Verdict } from './result.ts';
import { answerWords, statusWords } from './words.ts';

/** What a step shows. `broken`: an expectation was missed. The first four end the judgement of the case. */
export type Ruling =
  | { kind: 'blocked'; why: string }
  /** The target answered 426 where nothing was to be learnt of limits: the suite's own traffic may have earned it. */
  | { kind: 'limited'; actor: string }
  | { kind: 'error'; why: string }
  | { kind: 'skipped'; why: string }
  | { kind: 'not-observable'; why: string }
  | { kind: 'broken'; clause: string; expected: string[]; actual: string }
  | { kind: 'observed'; what: string }
  | { kind: 'held' };

/** What rulings are made of, beside the step and its record. */
export interface Judging {
  readonly of: Case;
  readonly played: Played;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** How the target has been seen to write message information. */
  readonly info: 'unknown' | 'json' | 'text';
  /** The tokens of all accounts, none of which may show in what the target tells. */
  readonly tokens: readonly string[];
  /** Hides them in what is told of the target’s answers. */
  readonly mask: Mask;
}

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
    return record === undefined ? [] : ruleStep(step, record, judging).map((ruling) => ({ ruling, record }));
  });
  const end = rulings.findIndex(({ ruling }) => ENDING.has(ruling.kind));
  const findings = rulings
    .slice(0, end < 0 ? rulings.length : end)
    .flatMap(({ ruling, record }) =>
      ruling.kind === 'broken' ? [toFinding(ruling, record, judging.clauses)] : [],
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

function ruleStep(step: Step, record: StepRecord, judging: Judging): Ruling[] {
  const clause = clauseOf(step, judging.of);
  switch (record.kind) {
    case 'impossible':
      return [{ kind: 'not-observable', why: record.why }];
    case 'no-patience':
      return [{ kind: 'skipped', why: record.why }];
    case 'wrong':
      return [{ kind: 'error', why: `the case sends what is no command: ${record.why}` }];
    case 'answer':
      return step.kind === 'together' ? [] : judgeAnswer(step, record, clause);
    case 'answers':
      return step.kind === 'pipeline' ? judgePipeline(step, record, clause) : [];
    case 'poll':
      return step.kind === 'poll' ? judgePoll(step, record, { ...judging, clause }) : [];
    case 'burst':
      return step.kind === 'burst' ? judgeBurst(step, record, clause) : [];
    case 'together':
      return step.kind === 'together' ? judgeTogether(step, record.records, { clause, judging }) : [];
    case 'alive': {
      const { answer, expected } = record;
      if (answer.kind === 'reply' && (answer.code === expected || answer.code === 426))
        return [{ kind: 'held' }];
      const expects = [
        expected === 200
          ? 'a new connection can log in: 200/OK'
          : `a new connection is answered: ${statusWords(expected)} for a token that belongs to nobody`,
      ];
      return [{ kind: 'broken', clause, expected: expects, actual: answerWords(answer) }];
    }
    case 'done':
      return [{ kind: 'held' }];
  }
}

function clauseOf(step: Step, { clauses }: Case): string {
  if (step.kind === 'together' || step.kind === 'pipeline') return step.clause ?? clauses[0];
  if ('options' in step && 'clause' in step.options) return step.options.clause ?? clauses[0];
  return clauses[0];
}

/** Each command of a pipeline is judged like a command of its own; the first answer that fails to come ends it. */
function judgePipeline(
  step: Extract<Step, { kind: 'pipeline' }>,
  { answers }: Extract<StepRecord, { kind: 'answers' }>,
  clause: string,
): Ruling[] {
  return step.commands.flatMap(({ command, options }, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    const judged = { ...options, expect: options.expect ?? (200 as const) };
    return judgeAnswer(
      { kind: 'command', who: step.who, command, options: judged },
      { kind: 'answer', answer, sent: '', received: '' },
      options.clause ?? clause,
    );
  });
}

function judgeTogether(
  step: Extract<Step, { kind: 'together' }>,
  records: readonly StepRecord[],
  { clause, judging }: { clause: string; judging: Judging },
): Ruling[] {
  const each = step.steps.flatMap((inner, index) => {
    const record = records[index];
    return record === undefined ? [] : ruleStep(inner, record, judging);
  });
  if (step.exactly === undefined) return each;
  const codes = records.map((record) =>
    record.kind === 'answer' && record.answer.kind === 'reply' ? record.answer.code : 0,
  );
  const counts = Object.entries(step.exactly).map(([code, wanted]): Ruling => {
    const count = codes.filter((each) => each === Number(code)).length;
    if (count === wanted) return { kind: 'held' };
    const status = statusWords(Number(code));
    const expected = [`${status} for exactly ${wanted} of ${codes.length}`];
    return { kind: 'broken', clause, expected, actual: `${status} for ${count} of them` };
  });
  return [...each, ...counts];
}
