import type { Death } from '../target/lifeline.ts';
import type { Account } from '../target/profile.ts';
import { canary } from './canary.ts';
import type { Case } from './case.ts';
import { played } from './case-result.ts';
import { pause } from './channel.ts';
import { dead, wentSilent } from './dead.ts';
import { isBlunt, isDoubtful, refusedPair, stillHeld } from './doubt.ts';
import type { EverywhereRules } from './everywhere.ts';
import { judge, type Judgement } from './judge.ts';
import { perform } from './perform.ts';
import type { RunContext } from './play/context.ts';
import type { Played } from './played.ts';
import type { Verdict } from './result.ts';
import type { Outcome } from './outcome.ts';

/** What is kept from one case to another. */
export interface RunMemory {
  readonly rules: EverywhereRules;
  /** What a case that is being repeated has shown before. */
  readonly earlier: Map<string, Played>;
  readonly refused: RefusedPairs;
}

/** Which pairs a case was refused between. */
export class RefusedPairs {
  readonly #pairs = new Map<string, Set<string>>();

  note(id: string, [sender, recipient]: readonly [Account, Account]): { isNew: boolean; count: number } {
    const pairs = this.#pairs.get(id) ?? new Set<string>();
    const name = `${sender.id}-${recipient.id}`;
    const isNew = !pairs.has(name);
    this.#pairs.set(id, pairs.add(name));
    return { isNew, count: pairs.size };
  }
}

/** A message that is denied between so many different pairs is not denied for a block of an earlier run. */
const DIFFERENT_PAIRS = 2;

/** A burst that took so long that it shows little is played so often. */
const MOST_BLUNT = 3;

/** Plays one case, judges it, and looks after the server where it may have died of it. */
export async function playOne(
  each: Case,
  accounts: ReadonlyMap<string, Account>,
  { run, memory, attempt }: { run: RunContext; memory: RunMemory; attempt: number },
): Promise<Outcome> {
  const { ledger, peer } = run;
  const { releaseMs } = peer.profile.timing;
  const stale = [...accounts].filter(([, account]) => ledger.wasDropped(account));
  const leaving = [...accounts].filter(([, account]) => ledger.endedAt(account) > run.now() - releaseMs);
  const facts = await perform(each, accounts, run);
  const judgement = judge({
    of: each,
    played: facts,
    clauses: run.clauses,
    info: run.learnt.info,
    tokens: run.peer.profile.accounts.map(({ token }) => token),
    mask: run.mask,
  });
  // What a target says to a command it does not understand tells nothing else of it.
  if (each.deviation !== undefined && judgement.verdict !== 'limited')
    return ended(each, { facts, judgement: { ...judgement, verdict: judgement.verdict }, run });
  if (facts.everywhere.unasked.length > 0) run.learnt.repeatsItself = true;
  const isBroken =
    judgement.verdict === 'fail' || judgement.verdict === 'warn' || judgement.verdict === 'blocked';
  if (judgement.verdict === 'limited' || (isBroken && isDoubtful(facts, memory.earlier.get(each.id), run))) {
    memory.earlier.set(each.id, facts);
    const reason = judgement.reason ?? 'a 426 that traffic before this run may have earned';
    const result = played(each, { findings: [], verdict: 'skipped', reason }, facts);
    const doubtEndsMs = run.startedMs + peer.profile.limits.minuteMs + 1;
    return { kind: 'limited', result, accounts: [...accounts.values()], doubtEndsMs };
  }
  const held = isBroken ? stillHeld(each, facts, stale) : [];
  if (held.length > 0) {
    for (const account of held) run.ledger.setAside(account);
    return { kind: 'repeat' };
  }
  if (isBroken && attempt === 1 && stillHeld(each, facts, leaving).length > 0) {
    await pause(releaseMs);
    return { kind: 'repeat' };
  }
  const pair = isBroken ? refusedPair(each, facts, { accounts, ledger: run.ledger }) : undefined;
  if (pair !== undefined) {
    const { isNew, count } = memory.refused.note(each.id, pair);
    run.ledger.block(...pair);
    if (isNew && count < DIFFERENT_PAIRS) return { kind: 'repeat' };
    if (count < DIFFERENT_PAIRS) return { kind: 'result', result: played(each, perhapsBlocked(pair), facts) };
  }
  if (isBroken && each.phase === 'limits' && attempt === 1) return { kind: 'repeat' };
  if (judgement.verdict === 'pass' && attempt < MOST_BLUNT && isBlunt(facts)) return { kind: 'repeat' };
  memory.rules.note(each.id, facts.everywhere);
  memory.earlier.delete(each.id);
  if (each.clauses[0] === 'T8') run.learnt.pipelining &&= judgement.verdict === 'pass';
  return ended(each, { facts, judgement: { ...judgement, verdict: judgement.verdict }, run });
}

interface Ended {
  readonly facts: Played;
  readonly judgement: Judgement & { verdict: Verdict };
  readonly run: RunContext;
}

async function ended(each: Case, { facts, judgement, run }: Ended): Promise<Outcome> {
  const end = await endOf(each, { facts, judgement, run });
  return end.kind === 'lives'
    ? { kind: 'result', result: played(each, judgement, facts) }
    : dead(each, facts, end.death);
}

type End = { kind: 'lives' } | { kind: 'died'; death: Death | undefined };

/**
 * Where whoever started the target sees it die, that tells. After a silence or a drop, and after anything harmful, a new
 * connection tells whether only the session died.
 */
async function endOf(
  each: Case,
  { facts, judgement, run }: { facts: Played; judgement: Judgement; run: RunContext },
): Promise<End> {
  const { lifeline } = run;
  const seen = await lifeline?.death(0);
  if (seen !== undefined) return { kind: 'died', death: seen };
  const isSuspect = each.phase === 'harm' || (judgement.verdict !== 'pass' && facts.records.some(wentSilent));
  if (!isSuspect || (await canary(run)).isAlive || (await canary(run)).isAlive) return { kind: 'lives' };
  return { kind: 'died', death: await lifeline?.autopsy() };
}

function perhapsBlocked([sender, recipient]: readonly [Account, Account]): Judgement & {
  verdict: 'skipped';
} {
  const reason = `messages of account ${sender.id} to ${recipient.id} are denied, perhaps for a block of an earlier run; more accounts would tell`;
  return { verdict: 'skipped', findings: [], reason };
}
