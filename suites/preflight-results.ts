import type { CaseResult, Level } from './result.ts';
import type { Scout, Tried } from './scout.ts';
import { answerWords } from './words.ts';

interface Named {
  readonly id: string;
  readonly title: string;
}

export function passed(scout: Scout, { clauses, ...named }: Named & { clauses: string[] }): CaseResult {
  return { ...base(scout, named), clauses, level: 'must', verdict: 'pass' };
}

/** `what`: what the target chose. */
export function observed(
  scout: Scout,
  { clauses, what, ...named }: Named & { clauses: string[]; what: string },
): CaseResult {
  return { ...base(scout, named), clauses, level: 'may', verdict: 'observed', observed: what };
}

/** `actual` in words, when what came of `tried` does not say it. */
export function failed(
  scout: Scout,
  {
    finding,
    ...named
  }: Named & { finding: { clause: string; expected: string[]; tried: Tried; actual?: string } },
): CaseResult {
  const { clause, expected, tried, actual = answerWords(tried.answer) } = finding;
  const level: Level = scout.run.clauses.get(clause)?.level ?? 'must';
  const { sent, received } = tried;
  return {
    ...base(scout, named),
    clauses: [clause],
    level,
    verdict: level === 'must' ? 'fail' : 'warn',
    findings: [{ clause, level, expected, actual: scout.run.mask(actual), sent, received }],
  };
}

function base(scout: Scout, { id, title }: Named): Omit<CaseResult, 'clauses' | 'level' | 'verdict'> {
  return {
    id,
    title,
    findings: [],
    transcript: scout.transcript(),
    durationMs: scout.run.now() - scout.startMs,
  };
}
