import type { Account } from '../target/profile.ts';
import { encodeCommand, type Ending } from '../wire/encode.ts';
import { SHORTEST_GAP_MS } from './learnt.ts';
import type { RunContext } from './play/context.ts';
import type { Answer } from './played.ts';
import { failed, observed, passed } from './preflight-results.ts';
import type { CaseResult } from './result.ts';
import { Scout, type Tried } from './scout.ts';

/** `unreachable`: nothing can be run at all. `stop`: one finding says what is wrong, and everything else waits for it. */
export type Preflight =
  | { kind: 'unreachable'; reason: string }
  | { kind: 'stop'; results: CaseResult[] }
  | { kind: 'go'; results: CaseResult[]; canLogIn: boolean };

/** At most so many accounts are tried before LOGIN itself is doubted: the first may be banned, or in use. */
const MOST_TRIED = 3;

/**
 * Finds out whether this is a tchatator server at all, and in which form it wants commands and gives answers (T13,
 * T14). The order matters: what is learnt by one step is used by the next.
 */
export async function preflight(run: RunContext, accounts: readonly Account[]): Promise<Preflight> {
  const scout = new Scout(run);
  try {
    const greeting = await waitsToBeAsked(scout);
    if (greeting.kind !== 'go') return greeting;
    const form = await findForm(scout, accounts);
    if (form.kind !== 'go') return form;
    const refusal = await refusesNonsense(scout);
    if (refusal.kind !== 'go') return refusal;
    return { ...form, results: [...form.results, ...refusal.results] };
  } finally {
    await scout.end();
  }
}

/** A server that speaks first does not speak this protocol (T26). */
async function waitsToBeAsked(scout: Scout): Promise<Preflight> {
  const tried = await scout.listen(SHORTEST_GAP_MS);
  if (tried.answer.kind === 'unreachable') return { kind: 'unreachable', reason: tried.answer.reason };
  if (tried.received === '') return { kind: 'go', results: [], canLogIn: false };
  const result = failed(scout, {
    id: 'preflight/greeting',
    title: 'The server says nothing before it is asked',
    finding: {
      clause: 'T26',
      expected: ['nothing before the first command'],
      actual: 'it speaks first',
      tried,
    },
  });
  return { kind: 'stop', results: [result] };
}

async function findForm(scout: Scout, accounts: readonly Account[]): Promise<Preflight> {
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

/** A target that says 200 to everything is judged by that alone. */
async function refusesNonsense(scout: Scout): Promise<Preflight> {
  const { run } = scout;
  const { ending } = run.learnt;
  const token = await scout.login(randomToken(run), ending);
  const nonsense = { name: 'SING_SONG', parameters: [{ key: 'token', value: randomToken(run) }] };
  const command = await scout.send(encodeCommand(nonsense, ending));
  const isOk = ({ answer }: Tried): boolean => answer.kind === 'reply' && answer.code === 200;
  const title = 'Nonsense is not answered 200';
  if (!isOk(token) || !isOk(command)) {
    const result = passed(scout, { id: 'preflight/refuses', title, clauses: ['L2', 'S2'] });
    return { kind: 'go', results: [result], canLogIn: false };
  }
  const result = failed(scout, {
    id: 'preflight/refuses',
    title,
    finding: {
      clause: 'L2',
      expected: ['403/DENIED for an unknown token, 416/MISFMT for an unknown command'],
      actual: '200/OK for both: the target seems to answer 200 to everything',
      tried: command,
    },
  });
  return { kind: 'stop', results: [result] };
}

/** One finding that shows what came instead of the protocol. */
function foreign(scout: Scout, tried: Tried | undefined): Preflight {
  if (tried === undefined) throw new Error('nothing was tried');
  const { answer } = tried;
  // A first connection could be opened: whatever is not there any more went away with it.
  if (answer.kind === 'unreachable') return { kind: 'stop', results: [died(scout, tried)] };
  const clause = { reply: 'T5', garbage: 'T4', flood: 'T4', closed: 'T3', silence: 'T3' }[answer.kind];
  const result = failed(scout, {
    id: 'preflight/protocol',
    title: 'The target speaks the tchatator protocol',
    finding: {
      clause,
      expected: ['a response whose first line is a status, such as 200/OK or 403/DENIED'],
      tried,
    },
  });
  return { kind: 'stop', results: [result] };
}

function died(scout: Scout, tried: Tried): CaseResult {
  return failed(scout, {
    id: 'preflight/survival',
    title: 'The server lives on when a client leaves without a word',
    finding: { clause: 'T12', expected: ['a second connection can be opened'], tried },
  });
}

function isForeign(answer: Answer): boolean {
  return answer.kind !== 'reply' || ![200, 401, 403, 416, 426].includes(answer.code);
}

function randomToken({ random }: RunContext): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 36).toString(36)).join('');
}
