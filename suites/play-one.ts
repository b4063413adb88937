import type { Account } from '../target/profile.ts';
import { canary } from './canary.ts';
import type { Case } from './case.ts';
import { played } from './case-result.ts';
import type { EverywhereRules } from './everywhere.ts';
import { judge, type Judgement } from './judge.ts';
import { perform } from './perform.ts';
import type { RunContext } from './play/context.ts';
import type { Played } from './played.ts';
import type { CaseResult } from './result.ts';
import type { Outcome } from './schedule.ts';

/** Plays one case, judges it, and looks after the server where it may have died of it. */
export async function playOne(
  each: Case,
  accounts: ReadonlyMap<string, Account>,
  { run, rules, attempt }: { run: RunContext; rules: EverywhereRules; attempt: number },
): Promise<Outcome> {
  const facts = await perform(each, accounts, run);
  const judgement = judge({
    of: each,
    played: facts,
    clauses: run.clauses,
    info: run.learnt.info,
    tokens: run.peer.profile.accounts.map(({ token }) => token),
  });
  if (facts.everywhere.unasked.length > 0) run.learnt.repeatsItself = true;
  if (judgement.verdict === 'limited') {
    const result = played(each, { ...judgement, verdict: 'skipped' }, facts);
    return { kind: 'limited', result, accounts: [...accounts.values()] };
  }
  rules.note(each.id, facts.everywhere);
  const result = played(each, { ...judgement, verdict: judgement.verdict }, facts);
  if (each.clauses[0] === 'T8') run.learnt.pipelining &&= result.verdict === 'pass';
  if (mayHaveTurned(each, judgement) && attempt === 1) return { kind: 'repeat' };
  return (await hasDied(each, { facts, judgement, run })) ? dead(each, result) : { kind: 'result', result };
}

/** A window may have turned inside a burst: a first run without 426 is repeated before it is a finding (R3). */
function mayHaveTurned(each: Case, { verdict }: Judgement): boolean {
  return each.phase === 'limits' && (verdict === 'fail' || verdict === 'warn' || verdict === 'blocked');
}

/** After a silence or a drop, and after anything harmful, a new connection tells whether only the session died. */
async function hasDied(
  each: Case,
  { facts, judgement, run }: { facts: Played; judgement: Judgement; run: RunContext },
): Promise<boolean> {
  const isSuspect =
    each.phase === 'harm' ||
    (judgement.verdict !== 'pass' &&
      facts.records.some((record) => record.kind === 'answer' && record.answer.kind !== 'reply')) ||
    facts.records.some((record) => record.kind === 'alive' && record.answer.kind !== 'reply');
  if (!isSuspect) return false;
  return !(await canary(run)).isAlive && !(await canary(run)).isAlive;
}

function dead(each: Case, result: CaseResult): Outcome {
  const why = `the server died in ${each.id}`;
  return { kind: 'dead', result, why };
}
