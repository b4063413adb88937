import { performance } from 'node:perf_hooks';
import type { Clause, Protocol } from '../spec/clause-schema.ts';
import { Ledger } from '../target/ledger.ts';
import { showAddress, type Account, type Address, type Profile } from '../target/profile.ts';
import { createMask } from '../wire/mask.ts';
import { canary } from './canary.ts';
import type { Case } from './case.ts';
import { learnCounting } from './counting.ts';
import { EverywhereRules } from './everywhere.ts';
import { judge, type Judgement } from './judge.ts';
import { nothingLearnt } from './learnt.ts';
import { perform } from './perform.ts';
import { planText } from './plan.ts';
import type { RunContext } from './play/context.ts';
import type { Played } from './played.ts';
import { preflight } from './preflight.ts';
import type { CaseResult, RunEvent, RunResult, Verdict } from './result.ts';
import { createPatience, played, Schedule, unplayed, type Outcome } from './schedule.ts';

export interface RunOptions {
  readonly address: Address;
  readonly kind: RunResult['target']['kind'];
  readonly profile: Profile;
  readonly protocol: Protocol;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** The cases to play; those they depend on are taken to hold when they are not among them. */
  readonly cases: readonly Case[];
  readonly jobs: number;
  readonly patienceMs: number;
  readonly bail: boolean;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** 0 up to, not including, 1; for nonces. */
  readonly random: () => number;
  readonly startedAt: Date;
}

/** `unreachable`: no connection could be opened, so nothing was run. */
export type Run = { kind: 'ran'; result: RunResult } | { kind: 'unreachable'; reason: string };

/** Runs the suite against one target. Never rejects for what the target does. */
export async function runSuite(options: RunOptions): Promise<Run> {
  const startMs = performance.now();
  const run = createContext(options);
  const results: CaseResult[] = [];
  const flight = await preflight(run, options.profile.accounts);
  if (flight.kind === 'unreachable') return flight;
  results.push(...flight.results);
  const finish = (notes: string[]): Run => ({
    kind: 'ran',
    result: summarise(results, { options, notes, durationMs: performance.now() - startMs }),
  });
  const stopper = flight.kind === 'stop' ? flight.results[0] : flight.results.find(({ verdict }) => verdict === 'fail');
  if (flight.kind === 'stop') {
    results.push(...options.cases.map((each) => unplayed(each, 'blocked', stopper?.title ?? '', stopper?.id)));
    return finish([]);
  }
  if (flight.canLogIn) results.push(...(await learnCounting(run)));
  options.onEvent({ kind: 'plan', total: options.cases.length, text: planText(options.cases, options.profile, options.patienceMs) });
  const rules = new EverywhereRules();
  const schedule = createSchedule(run, { options, rules, results, loginFailed: stopper?.id });
  await schedule.runAll();
  results.push(...rules.results(options.clauses), await survival(run, schedule.dead, options));
  return finish(notesOf(options));
}

function createContext(options: RunOptions): RunContext {
  const { profile } = options;
  return {
    peer: { address: options.address, profile },
    protocol: options.protocol,
    clauses: options.clauses,
    learnt: nothingLearnt(),
    ledger: new Ledger(profile.accounts, profile.limits),
    patience: createPatience(options.patienceMs, (forMs, why) => options.onEvent({ kind: 'waiting', forMs, why })),
    mask: createMask(new Map(profile.accounts.map(({ token, id }) => [token, `token of ${id}`]))),
    now: () => performance.now(),
    random: options.random,
  };
}

interface Parts {
  options: RunOptions;
  rules: EverywhereRules;
  results: CaseResult[];
  loginFailed: string | undefined;
}

function createSchedule(run: RunContext, { options, rules, results, loginFailed }: Parts): Schedule {
  let done = 0;
  const total = options.cases.length;
  return new Schedule(options.cases, run, {
    jobs: options.jobs,
    bail: options.bail,
    signal: options.signal,
    unmet: (each) => unmetOf(each, run, loginFailed),
    onStart: ({ id }) => options.onEvent({ kind: 'case-started', id }),
    onResult: (result) => {
      done += 1;
      results.push(result);
      options.onEvent({ kind: 'case-ended', result, done, total });
    },
    play: (each, accounts, attempt) => playOne(each, accounts, { run, rules, attempt }),
  });
}

/** What the profile, or what was learnt of the target, does not allow to be asked. */
function unmetOf(each: Case, { peer, learnt }: RunContext, loginFailed: string | undefined): string | undefined {
  const { limits, accounts } = peer.profile;
  if (loginFailed !== undefined && each.accounts.length > 0 && each.id !== 'login/ok')
    return `no account can log in (${loginFailed})`;
  if (accounts.length === 0 && each.accounts.length > 0) return 'needs accounts: a profile names some';
  const isBurst = each.phase === 'limits';
  for (const requirement of each.requires) {
    if (requirement === 'minute-limit' && limits.perMinute === undefined)
      return 'the profile declares no messages-per-minute';
    if (requirement === 'hour-limit' && limits.perHour === undefined) return 'the profile declares no messages-per-hour';
    if (requirement === 'message-length' && limits.messageLength === undefined)
      return 'the profile declares no message-length';
    if (requirement === 'response-newline' && !learnt.responseNewline)
      return 'the target ends its responses without a newline, so that several in a row cannot be told apart';
    if (requirement === 'message-ids' && learnt.messageIdKey.kind === 'none' && learnt.info === 'text')
      return 'the target tells no message ids';
  }
  return isBurst && limits.perMinute === undefined && limits.perHour === undefined
    ? 'the profile declares no limits'
    : undefined;
}

async function playOne(
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

async function survival(run: RunContext, died: string | undefined, { clauses, signal }: RunOptions): Promise<CaseResult> {
  const last = died === undefined && !signal.aborted ? await canary(run) : undefined;
  const isAlive = died === undefined && (last?.isAlive ?? true);
  const level = clauses.get('T12')?.level ?? 'must';
  const actual = died ?? 'no new connection can log in after the last case';
  return {
    id: 'run/survival',
    title: 'The server lives through the whole run',
    clauses: ['T12'],
    level,
    verdict: isAlive ? 'pass' : 'fail',
    findings: isAlive
      ? []
      : [{ clause: 'T12', level, expected: ['a new connection can log in'], actual, sent: '', received: '' }],
    transcript: [],
    durationMs: 0,
  };
}

function summarise(
  results: CaseResult[],
  { options, notes, durationMs }: { options: RunOptions; notes: string[]; durationMs: number },
): RunResult {
  const counts: Record<Verdict, number> = {
    pass: 0,
    fail: 0,
    warn: 0,
    observed: 0,
    skipped: 0,
    'not-observable': 0,
    blocked: 0,
    error: 0,
  };
  for (const { verdict } of results) counts[verdict] += 1;
  const { accounts } = options.profile;
  const ofRole = (role: Account['role']): number => accounts.filter((account) => account.role === role).length;
  const isIncomplete =
    options.signal.aborted ||
    results.some(
      ({ verdict, level }) =>
        level === 'must' && (verdict === 'skipped' || verdict === 'blocked' || verdict === 'error' || verdict === 'not-observable'),
    );
  return {
    format: 1,
    tool: { name: 'tchatator-check', version: options.version },
    target: {
      address: showAddress(options.address),
      kind: options.kind,
      accounts: { member: ofRole('member'), pro: ofRole('pro'), admin: ofRole('admin') },
    },
    startedAt: options.startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    verdict: counts.fail > 0 ? 'not-conformant' : isIncomplete ? 'incomplete' : 'conformant',
    interrupted: options.signal.aborted,
    counts,
    notes,
    results,
  };
}

function notesOf({ profile }: RunOptions): string[] {
  if (profile.accounts.length > 0) return [];
  return [
    'No account was given, so only what needs none was asked. Two members, a professional and an administrator make most of the rest possible: name them with --account role:id:token, or in a profile (docs/formats.md).',
  ];
}
