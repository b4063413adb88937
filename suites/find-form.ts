import type { Account } from '../target/profile.ts';
import type { Ending } from '../wire/encode.ts';
import { foreign, isForeign } from './foreign.ts';
import { SHORTEST_GAP_MS } from './learnt.ts';
import type { Preflight } from './preflight.ts';
import { failed, observed } from './preflight-results.ts';
import type { CaseResult } from './result.ts';
import { randomToken, type Scout, type Tried } from './scout.ts';

/** At most so many accounts are tried before LOGIN itself is doubted: the first may be banned, or in use. */
const MOST_TRIED = 3;

/** Logs in, in one form after the other, and learns from the first that gets through (T13, T14). */
export async function findForm(scout: Scout, accounts: readonly Account[]): Promise<Preflight> {
  const { learnt } = scout.run;
  if (accounts.length === 0) {
    return findFormOfRefusal(scout);
  }
  const first: Tried[] = [];
  for (const { account, ending } of attempts(accounts)) {
    // Where the usual form gets no answer at all, another account gets none either.
    if (ending === 'newline' && first.some(({ answer }) => answer.kind !== 'reply')) continue;
    const tried = await scout.login(account.token, ending);
    first.push(tried);
    if (tried.answer.kind === 'garbage' || tried.answer.kind === 'flood') return foreign(scout, tried);
    if (tried.answer.kind !== 'reply' || tried.answer.code !== 200) continue;
    learnt.ending = ending;
    await learnFromLogin(scout, tried, account);
    return { kind: 'go', results: [formResult(scout)], canLogIn: true };
  }
  const [tried] = first;
  if (tried === undefined || isForeign(tried.answer)) return foreign(scout, tried);
  const result = failed(scout, {
    id: 'preflight/login',
    title: 'An account of the profile can log in',
    finding: {
      clause: 'L1',
      expected: [
        `200/OK for the LOGIN of one of the first ${Math.min(MOST_TRIED, accounts.length)} accounts`,
      ],
      tried,
    },
  });
  return { kind: 'go', results: [result], canLogIn: false };
}

/** Without an account only a refusal can be had: the first form that gets one is the target's. */
async function findFormOfRefusal(scout: Scout): Promise<Preflight> {
  const tries: Tried[] = [];
  for (const ending of ['newline', 'empty-line', 'none'] as const) {
    const tried = await scout.login(randomToken(scout.run), ending);
    if (!isForeign(tried.answer)) {
      scout.run.learnt.ending = ending;
      return { kind: 'go', results: [], canLogIn: false };
    }
    tries.push(tried);
    if (tried.answer.kind !== 'silence') break;
  }
  return foreign(scout, tries[0]);
}

/** The usual form with a few accounts, then the other forms with the first one. */
function attempts(accounts: readonly Account[]): { account: Account; ending: Ending }[] {
  const usual = accounts.slice(0, MOST_TRIED).map((account) => ({ account, ending: 'newline' as const }));
  const others = accounts
    .slice(0, 1)
    .flatMap((account) => (['empty-line', 'none'] as const).map((ending) => ({ account, ending })));
  return [...usual, ...others];
}

/** The first good LOGIN tells how answers end, how fast they come, and whether a second one is a barrier. */
async function learnFromLogin(scout: Scout, { channel }: Tried, account: Account): Promise<void> {
  const { learnt, peer } = scout.run;
  if (channel === undefined) return;
  await channel.more(() => !channel.connection.pending);
  await channel.quiet();
  learnt.repeatsItself = channel.unasked.length > 0;
  // The first answer may be slow, with everything cold; the second tells the target's pace.
  const second = await scout.again(channel, account.token);
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
