import type { Account } from '../target/profile.ts';
import { encodeCommand, type Ending } from '../wire/encode.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channel } from './channel.ts';
import { excerpt } from './excerpt.ts';
import { SHORTEST_GAP_MS } from './learnt.ts';
import type { RunContext } from './play/context.ts';
import { openConnection } from '../wire/open-connection.ts';
import { isStatus } from '../wire/status.ts';
import type { Answer } from './played.ts';
import type { CaseResult, Finding } from './result.ts';
import { answerWords } from './words.ts';

/** `unreachable`: nothing can be run at all. `stop`: one finding says what is wrong, and everything else waits for it. */
export type Preflight =
  | { kind: 'unreachable'; reason: string }
  | { kind: 'stop'; results: CaseResult[] }
  | { kind: 'go'; results: CaseResult[]; canLogIn: boolean };

/** At most so many accounts are tried before LOGIN itself is doubted. */
const MOST_TRIED = 3;

/**
 * Finds out whether this is a tchatator server at all, and in which form it wants commands and gives answers (T13,
 * T14). The order matters: what is learnt by one step is used by the next.
 */
export async function preflight(run: RunContext, accounts: readonly Account[]): Promise<Preflight> {
  const scout = new Scout(run);
  try {
    const hello = await scout.greeting();
    if (hello !== undefined) return hello;
    const forms = await findForm(scout, run, accounts);
    if (forms.kind !== 'go') return forms;
    const strict = await refusesNonsense(scout, run);
    return strict.kind === 'go' ? { ...strict, results: [...forms.results, ...strict.results], canLogIn: forms.canLogIn } : strict;
  } finally {
    await scout.end();
  }
}

async function findForm(scout: Scout, run: RunContext, accounts: readonly Account[]): Promise<Preflight> {
  const first = accounts[0];
  if (first === undefined) {
    const tried = await scout.login(randomToken(run), 'newline');
    return isForeign(tried.answer) ? scout.foreign(tried) : { kind: 'go', results: [], canLogIn: false };
  }
  const tries: Tried[] = [];
  for (const { account, ending } of attempts(accounts)) {
    const tried = await scout.login(account.token, ending);
    tries.push(tried);
    if (tried.answer.kind === 'unreachable') return { kind: 'unreachable', reason: tried.answer.reason };
    if (tried.answer.kind === 'reply' && tried.answer.code === 200) {
      run.learnt.ending = ending;
      await learnFromLogin(scout, tried, { run, account });
      return { kind: 'go', results: [scout.passed('preflight/form', 'How commands end and answers end', ['T13', 'T14'], formWords(run))], canLogIn: true };
    }
    if (isForeign(tried.answer)) return scout.foreign(tried);
  }
  const [tried] = tries;
  if (tried === undefined) throw new Error('no form was tried');
  if (tried.answer.kind !== 'reply') return scout.foreign(tried);
  const result = scout.failed('preflight/login', 'An account of the profile can log in', {
    clause: 'L1',
    expected: [`200/OK for the LOGIN of one of ${Math.min(MOST_TRIED, accounts.length)} accounts`],
    tried,
  });
  return { kind: 'go', results: [result], canLogIn: false };
}

/** The usual form with a few accounts (the first may be banned, or connected), then the other forms with the first. */
function attempts(accounts: readonly Account[]): { account: Account; ending: Ending }[] {
  const usual = accounts.slice(0, MOST_TRIED).map((account) => ({ account, ending: 'newline' as const }));
  const first = accounts[0];
  return first === undefined
    ? usual
    : [...usual, { account: first, ending: 'empty-line' }, { account: first, ending: 'none' }];
}

/** The first good LOGIN tells how answers end, how fast they come, and whether a second one is a barrier. */
async function learnFromLogin(
  scout: Scout,
  { channel }: Tried,
  { run, account }: { run: RunContext; account: Account },
): Promise<void> {
  const { learnt } = run;
  if (channel === undefined) return;
  const pause = learnt.responseNewline;
  await channel.more(() => !channel.connection.pending);
  if (pause && !learnt.responseNewline) await channel.quiet();
  await channel.quiet();
  learnt.repeatsItself = channel.unasked.length > 0;
  // The first answer may be slow, with everything cold; the second tells the target's pace.
  const sentMs = run.now();
  const second = await scout.again(channel, account.token);
  learnt.gapMs = Math.max(SHORTEST_GAP_MS, Math.min(3 * (run.now() - sentMs), run.peer.profile.timing.answerMs / 2));
  const isRefused = second.kind === 'reply' && second.code === 403;
  if (isRefused) await channel.quiet();
  learnt.barrier = isRefused && !channel.closed && !learnt.repeatsItself;
  learnt.pipelining = learnt.responseNewline && !learnt.repeatsItself;
}

function formWords({ learnt }: RunContext): string {
  const ends = {
    newline: 'a newline behind the last line of a command',
    none: 'no newline behind the last line of a command',
    'empty-line': 'an empty line behind a command',
  }[learnt.ending];
  const answers = learnt.responseNewline ? 'answers end with a newline' : 'answers end without a newline';
  return `${ends}; ${answers}`;
}

/** A target that says 200 to everything is judged by that alone. */
async function refusesNonsense(scout: Scout, run: RunContext): Promise<Preflight> {
  const token = await scout.login(randomToken(run), run.learnt.ending);
  const command = await scout.send(
    encodeCommand({ name: 'SING_SONG', parameters: [{ key: 'token', value: randomToken(run) }] }, run.learnt.ending),
  );
  const isOk = ({ answer }: Tried): boolean => answer.kind === 'reply' && answer.code === 200;
  if (!isOk(token) || !isOk(command))
    return { kind: 'go', results: [scout.passed('preflight/refuses', 'Nonsense is not answered 200', ['L2', 'S2'])], canLogIn: false };
  const result = scout.failed('preflight/refuses', 'Nonsense is not answered 200', {
    clause: 'L2',
    expected: ['403/DENIED for an unknown token', '416/MISFMT for an unknown command'],
    tried: command,
    actual: '200/OK for both: the target seems to answer 200 to everything',
  });
  return { kind: 'stop', results: [result] };
}

interface Tried {
  readonly answer: Answer;
  readonly channel?: Channel;
  readonly answerMs: number;
  readonly sent: string;
  readonly received: string;
}

/** One form after the other, each on a connection of its own, with one transcript for all. */
class Scout {
  readonly #run: RunContext;
  readonly #transcript: Transcript;
  readonly #startMs: number;
  readonly #channels: Channel[] = [];
  readonly #tokens = new Map<Channel, string>();

  constructor(run: RunContext) {
    this.#run = run;
    this.#startMs = run.now();
    this.#transcript = new Transcript(run.now);
  }

  /** A server that speaks first does not speak this protocol (T26). Undefined when it is silent, as it should be. */
  async greeting(): Promise<Preflight | undefined> {
    const opened = await this.#open('hello');
    if (typeof opened === 'string') return { kind: 'unreachable', reason: opened };
    await opened.quiet(SHORTEST_GAP_MS);
    if (opened.connection.received === 0) {
      await opened.connection.close();
      return undefined;
    }
    const { received } = excerpt(this.#transcript.entries(), this.#run.mask);
    const tried: Tried = { answer: { kind: 'garbage', lines: [received] }, channel: opened, answerMs: 0, sent: '', received };
    const result = this.failed('preflight/greeting', 'The server says nothing before it is asked', {
      clause: 'T26',
      expected: ['nothing before the first command'],
      tried,
      actual: `${opened.connection.received} bytes`,
    });
    return { kind: 'stop', results: [result] };
  }

  login(token: string, ending: Ending): Promise<Tried> {
    return this.send(encodeCommand({ name: 'LOGIN', parameters: [{ key: 'api-token', value: token }] }, ending), token);
  }

  async again(channel: Channel, token: string): Promise<Answer> {
    const { ending } = this.#run.learnt;
    await channel.send([encodeCommand({ name: 'LOGIN', parameters: [{ key: 'api-token', value: token }] }, ending)], {
      answers: 1,
      pauseMs: 0,
    });
    return channel.answer();
  }

  async send(bytes: Buffer, token?: string): Promise<Tried> {
    const from = this.#transcript.entries().length;
    const channel = await this.#open(`scout${this.#channels.length + 1}`);
    if (typeof channel === 'string')
      return { answer: { kind: 'unreachable', reason: channel }, answerMs: 0, sent: '', received: '' };
    const sentMs = this.#run.now();
    await channel.send([bytes], { answers: 1, pauseMs: 0 });
    const answer = await channel.answer();
    const answerMs = this.#run.now() - sentMs;
    if (answer.kind === 'reply' && answer.code === 200 && token !== undefined) this.#tokens.set(channel, token);
    const bytesSeen = excerpt(this.#transcript.entries().slice(from), this.#run.mask);
    return { answer, channel, answerMs, ...bytesSeen };
  }

  /** One finding that shows what came instead of the protocol. */
  foreign(tried: Tried): Preflight {
    const result = this.failed('preflight/protocol', 'The target speaks the tchatator protocol', {
      clause: tried.answer.kind === 'garbage' || tried.answer.kind === 'flood' ? 'T4' : 'T3',
      expected: ['a response whose first line is a status, such as 200/OK or 403/DENIED'],
      tried,
    });
    return { kind: 'stop', results: [result] };
  }

  passed(id: string, title: string, clauses: string[], observed?: string): CaseResult {
    return {
      ...this.#result(id, title, clauses),
      verdict: observed === undefined ? 'pass' : 'observed',
      level: observed === undefined ? 'must' : 'may',
      ...(observed !== undefined && { observed }),
      findings: [],
    };
  }

  failed(
    id: string,
    title: string,
    { clause, expected, tried, actual }: { clause: string; expected: string[]; tried: Tried; actual?: string },
  ): CaseResult {
    const level = this.#run.clauses.get(clause)?.level ?? 'must';
    const finding: Finding = {
      clause,
      level,
      expected,
      actual: actual ?? answerWords(tried.answer),
      sent: tried.sent,
      received: tried.received,
    };
    return { ...this.#result(id, title, [clause]), verdict: 'fail', findings: [finding] };
  }

  /** Says goodbye where somebody is logged in, and closes all. */
  async end(): Promise<void> {
    const { learnt } = this.#run;
    for (const channel of this.#tokens.keys()) {
      if (channel.closed) continue;
      await channel.send([encodeCommand({ name: 'DISCONNECTED', parameters: [] }, learnt.ending)], { answers: 1, pauseMs: 0 });
      channel.connection.halfClose();
    }
    await Promise.all(this.#channels.map((channel) => channel.connection.close()));
  }

  #result(id: string, title: string, clauses: string[]): Omit<CaseResult, 'verdict' | 'findings'> {
    return {
      id,
      title,
      clauses,
      level: 'must',
      transcript: this.#transcript.render(this.#run.mask),
      durationMs: this.#run.now() - this.#startMs,
    };
  }

  async #open(name: string): Promise<Channel | string> {
    const { peer, learnt } = this.#run;
    const { timing } = peer.profile;
    const opened = await openConnection({ ...peer.address, name, connectMs: timing.answerMs, transcript: this.#transcript });
    if (opened.kind === 'refused') return opened.reason;
    const channel = new Channel(opened.connection, { learnt, timing });
    this.#channels.push(channel);
    return channel;
  }
}

function isForeign(answer: Answer): boolean {
  if (answer.kind === 'garbage' || answer.kind === 'flood') return true;
  return answer.kind === 'reply' && !isStatus(answer.line) && ![200, 401, 403, 416, 426].includes(answer.code);
}

function randomToken({ random }: RunContext): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 36).toString(36)).join('');
}
