import type { Clause } from '../spec/clause-schema.ts';
import type { Mask } from '../wire/mask.ts';
import type { Everywhere } from './played.ts';
import type { CaseResult, Finding } from './result.ts';

/** Rules that hold for every response of the run, whatever a case asks; each is reported once. */
export const RULES = [
  {
    id: 'run/status-lines',
    title: 'Each status is one of the five, spelled exactly so',
    clause: 'T5',
    expected: ['200/OK, 401/UNAUTH, 403/DENIED, 416/MISFMT or 426/TOOMRQ'],
    of: ({ misspelled }: Everywhere) => misspelled,
  },
  {
    id: 'run/data-lines',
    title: 'Each line behind a status is key:value',
    clause: 'T4',
    expected: ['data lines of the form key:value'],
    of: ({ garbage }: Everywhere) => garbage,
  },
  {
    id: 'run/one-response',
    title: 'No response comes without a command',
    clause: 'T26',
    expected: ['one response to each command'],
    of: ({ unasked }: Everywhere) => unasked,
  },
] as const;

/** Collects what broke the rules, with the case it was seen in. */
export class EverywhereRules {
  readonly #mask: Mask;
  readonly #seen = new Map<string, { line: string; id: string }[]>();

  /** @param mask hides the tokens in what the target has said */
  constructor(mask: Mask) {
    this.#mask = mask;
  }

  note(id: string, facts: Everywhere): void {
    for (const rule of RULES) {
      const list = this.#seen.get(rule.id) ?? [];
      for (const line of rule.of(facts)) list.push({ line: this.#mask(line), id });
      this.#seen.set(rule.id, list);
    }
  }

  results(clauses: ReadonlyMap<string, Clause>): CaseResult[] {
    return RULES.map((rule) => {
      const seen = this.#seen.get(rule.id) ?? [];
      const level = clauses.get(rule.clause)?.level ?? 'must';
      const findings: Finding[] = seen.length === 0 ? [] : [finding(rule, level, seen)];
      return {
        id: rule.id,
        title: rule.title,
        clauses: [rule.clause],
        level,
        verdict: seen.length === 0 ? 'pass' : 'fail',
        findings,
        transcript: [],
        durationMs: 0,
      };
    });
  }
}

function finding(
  { clause, expected }: (typeof RULES)[number],
  level: Finding['level'],
  seen: readonly { line: string; id: string }[],
): Finding {
  const lines = [...new Set(seen.map(({ line }) => line))].slice(0, 5);
  const ids = [...new Set(seen.map(({ id }) => id))];
  const where = ids.length === 1 ? `in ${ids[0] ?? ''}` : `in ${ids.length} cases, first in ${ids[0] ?? ''}`;
  return {
    clause,
    level,
    expected: [...expected],
    actual: `${lines.map((line) => JSON.stringify(line)).join(', ')} ${where}`,
    sent: '',
    received: '',
  };
}
