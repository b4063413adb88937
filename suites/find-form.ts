import { ROLES, type Account } from '../target/profile.ts';
import type { Ending } from '../wire/encode.ts';
import { foreign, isForeign } from './foreign.ts';
import { SHORTEST_GAP_MS } from './learnt.ts';
import type { Answer } from './played.ts';
import type { Preflight } from './preflight.ts';
import { failed, observed } from './preflight-results.ts';
import type { CaseResult } from './result.ts';
import { randomToken, type Scout, type Tried } from './scout.ts';

/** At most so many accounts are tried before LOGIN itself is doubted: one may be banned, or in use, or a role shut out. */
const MOST_TRIED = 6;

/** The usual form first. */
const ENDINGS = ['newline', 'empty-line', 'none'] as const;

/**
 * Logs in, in one form after the other, and learns from the first that gets through (T13, T14). A form in which an
 * account is refused is understood: then it is tried with other accounts, and no other form is.
 */
export async function findForm(scout: Scout, accounts: readonly Account[]): Promise<Preflight> {
  const [first, ...others] = inTurns(accounts).slice(0, MOST_TRIED);
  if (first === undefined) return findFormOfRefusal(scout);
  const count = 1 + others.length;
  const tries: Tried[] = [];
  for (const ending of ENDINGS) {
    const tried = await logInOneOf(scout, [first, ...others], ending);
    const { answer } = tried;
    if (answer.kind === 'garbage' || answer.kind === 'flood') return foreign(scout, tried);
    tries.push(tried);
    if (!isIn(answer) && !isRefusal(answer)) continue;
    scout.run.learnt.ending = ending;
    if (!isIn(answer)) return nobodyGetsIn(scout, tried, count);
    await learnFromLogin(scout, tried);
    return { kind: 'go', results: [formResult(scout)], canLogIn: true };
  }
  const [usual] = tries;
  if (usual === undefined || isForeign(usual.answer)) return foreign(scout, worst(tries));
  return nobodyGetsIn(scout, usual, count);
}

/** The first of each role, then the second of each. */
function inTurns(accounts: readonly Account[]): Account[] {
  const turn = (account: Account): number =>
    accounts.filter(({ role }) => role === account.role).indexOf(account);
  const rank = (account: Account): number => ROLES.length * turn(account) + ROLES.indexOf(account.role);
  return [...accounts].sort((one, other) => rank(one) - rank(other));
}

interface Login extends Tried {
  readonly account: Account;
}

/** Up to the first that is not refused: whatever else comes, another account would get it too. */
async function logInOneOf(
  scout: Scout,
  [account, ...others]: readonly [Account, ...Account[]],
  ending: Ending,
): Promise<Login> {
  const tried = { ...(await scout.login(account.token, ending)), account };
  const [next, ...rest] = others;
  return next === undefined || !isRefusal(tried.answer) ? tried : logInOneOf(scout, [next, ...rest], ending);
}

function isIn(answer: Answer): boolean {
  return answer.kind === 'reply' && answer.code === 200;
}

/** An answer to a LOGIN that was understood. */
function isRefusal(answer: Answer): boolean {
  return answer.kind === 'reply' && [401, 403, 426].includes(answer.code);
}

function nobodyGetsIn(scout: Scout, tried: Tried, count: number): Preflight {
  const expected = [`200/OK for the LOGIN of one of ${count} accounts`];
  const result = failed(scout, {
    id: 'preflight/login',
    title: 'An account of the profile can log in',
    finding: { clause: 'L1', expected, tried },
  });
  return { kind: 'go', results: [result], canLogIn: false };
}

/** Without an account only a refusal can be had: the first form that gets one is the target's. */
async function findFormOfRefusal(scout: Scout): Promise<Preflight> {
  const tries: Tried[] = [];
  for (const ending of ENDINGS) {
    const tried = await scout.login(randomToken(scout.run), ending);
    if (!isForeign(tried.answer)) {
      scout.run.learnt.ending = ending;
      return { kind: 'go', results: [], canLogIn: false };
    }
    tries.push(tried);
    if (tried.answer.kind !== 'silence') break;
  }
  return foreign(scout, worst(tries));
}

/** The first try, unless it has ended the server: then that is the finding, with the bytes that did it. */
function worst(tries: readonly Tried[]): Tried | undefined {
  const [first] = tries;
  const gone = tries.find(({ answer }) => answer.kind === 'unreachable');
  return first === undefined || gone === undefined ? first : { ...gone, sent: first.sent };
}

/** The first good LOGIN tells how answers end, how fast they come, and whether a second one is a barrier. */
async function learnFromLogin(scout: Scout, { channel, account }: Login): Promise<void> {
  const { learnt, peer } = scout.run;
  if (channel === undefined) return;
  await channel.more(() => !channel.connection.pending);
  await channel.quiet();
  learnt.repeatsItself = channel.unasked.length > 0;
  // The first answer may be slow, with everything cold; the second tells the target's pace.
  const second = await scout.again(channel, account.token);
  learnt.answeredAfterMs = channel.answeredAfterMs;
  learnt.gapMs = Math.max(
    SHORTEST_GAP_MS,
    Math.min(3 * channel.answeredAfterMs, peer.profile.timing.answerMs / 2),
  );
  const isRefused = second.kind === 'reply' && second.code === 403;
  if (isRefused) await channel.quiet();
  learnt.closesAfterRefusal = isRefused && channel.closed;
  learnt.barrier = isRefused && !channel.closed && !learnt.repeatsItself;
  learnt.pipelining = learnt.responseNewline && !learnt.repeatsItself;
}

function formResult(scout: Scout): CaseResult {
  const { learnt } = scout.run;
  const ends = {
    newline: 'commands end with a newline',
    none: 'commands end without a newline',
    'empty-line': 'commands end with an empty line',
  }[learnt.ending];
  const answers = learnt.responseNewline ? 'answers end with a newline' : 'answers end without a newline';
  return observed(scout, {
    id: 'preflight/form',
    title: 'How commands and answers end',
    clauses: ['T13', 'T14'],
    what: `${ends}; ${answers}`,
  });
}
