import type { Alternative } from '../../spec/case-schema.ts';
import type { CommandOptions } from '../../spec/step.ts';
import type { Account } from '../../target/profile.ts';
import type { Channel } from '../channel.ts';
import type { Answer, Reply } from '../played.ts';
import { build, lengthOf, type Asked, type Built } from './build.ts';
import { loginBytes } from './channels.ts';
import type { CaseContext } from './context.ts';
import { grammarError } from './grammar.ts';
import { over } from './over.ts';
import { toSegments } from './segments.ts';
import { Unfillable } from './texts.ts';

/** What came of one command. The bytes sent and received are in the transcript. */
export type CommandRecord =
  | { kind: 'answer'; answer: Answer; next?: Answer; responses?: number }
  | { kind: 'impossible'; why: string }
  | { kind: 'wrong'; why: string };

/** Data lines that may hold the id of a new message in the answer to SEND_MSG (M10 leaves the name open). */
const ID_KEYS = ['message-id', 'message_id', 'messageId', 'id', 'id-message', 'msg-id'];

/** Sends one command as its step says and takes what comes. */
export async function playCommand(asked: Asked, context: CaseContext): Promise<CommandRecord> {
  const built = tryBuild(asked, context);
  if (built.kind === 'impossible') return built;
  const wrong = asked.options.malformed === true ? undefined : grammarError(built, context.protocol);
  if (wrong !== undefined) return { kind: 'wrong', why: wrong };
  if (asked.command === 'LOGIN' && retriesLogin(asked, context)) return playRetriedLogin(asked, context);
  const record = await exchange(asked, built, context);
  if (record.answer.kind === 'reply' && record.answer.code !== 200 && asked.command === 'SEND_MSG') {
    return (await retryAstral(asked, built, context)) ?? record;
  }
  return record;
}

/** Whether a step is a means, not a question: it must be answered 200. */
export function isSetup(options: Pick<CommandOptions, 'expect' | 'observe'>): boolean {
  return options.expect === undefined && options.observe === undefined;
}

type TriedBuild = (Built & { kind: 'built' }) | { kind: 'impossible'; why: string };

function tryBuild(asked: Asked, context: CaseContext): TriedBuild {
  try {
    return { kind: 'built', ...build(asked, context) };
  } catch (error) {
    if (error instanceof Unfillable) return { kind: 'impossible', why: error.message };
    throw error;
  }
}

async function exchange(
  asked: Asked,
  built: Built,
  context: CaseContext,
): Promise<Extract<CommandRecord, { kind: 'answer' }>> {
  const { who, options, command } = asked;
  const ready = await context.channels.ready(who, { keep: options.keep === true });
  if (ready.kind === 'failed') return { kind: 'answer', answer: ready.answer };
  const { channel } = ready;
  if (options.keep === true) await channel.quiet();
  const before = channel.unasked.length;
  await sendBuilt(asked, built, { channel, context });
  const answer = command === 'DISCONNECTED' ? await farewell(channel, context) : await channel.answer();
  const record: Extract<CommandRecord, { kind: 'answer' }> = { kind: 'answer', answer };
  await follow(asked, { answer, channel, context });
  noteMessage(asked, built, { answer, context });
  if (options.delivery === 'followed') record.next = await channel.answer();
  if (options.exactly !== undefined && answer.kind === 'reply') {
    const barriers = await over(who, channel, context);
    if (barriers > 0) await channel.quiet();
    record.responses = 1 + channel.unasked.length - before;
  }
  return record;
}

async function sendBuilt(
  asked: Asked,
  built: Built,
  { channel, context }: { channel: Channel; context: CaseContext },
): Promise<void> {
  const { who, command, options } = asked;
  const { learnt, ledger } = context;
  const delivery = options.delivery ?? 'whole';
  const user = actorsAccount(asked, context);
  const withNext = (delivery === 'next' || delivery === 'followed') && user !== undefined;
  const { segments, pauseMs, halfClose } = toSegments(built, {
    delivery,
    ending: learnt.ending,
    ...(withNext && { further: loginBytes(user, learnt.ending) }),
  });
  for (const account of new Set([context.channels.userOf(who), tokensAccount(asked, context)])) {
    if (account !== undefined)
      ledger.spend(account, command === 'SEND_MSG' ? 'message' : 'command', context.now());
  }
  if (withNext) ledger.spend(user, 'command', context.now());
  await channel.send(segments, { answers: delivery === 'followed' ? 2 : 1, pauseMs });
  if (halfClose) channel.connection.halfClose();
}

/** What the answer means for the connection, and which data lines are still awaited. */
async function follow(
  asked: Asked,
  { answer, channel, context }: { answer: Answer; channel: Channel; context: CaseContext },
): Promise<void> {
  const { who, command, options } = asked;
  const { channels } = context;
  const leavesOpen =
    options.malformed === true || options.delivery === 'next' || options.delivery === 'half-close';
  const keepsGoing = answer.kind === 'reply' && answer.code !== 416 && !leavesOpen;
  if (!keepsGoing && command !== 'DISCONNECTED') channels.done(who);
  if (command === 'DISCONNECTED') channels.loggedIn(who, undefined);
  if (answer.kind !== 'reply' || answer.code !== 200) return;
  if (command === 'BLOCK_USER') noteBlock(asked, context);
  if (command === 'LOGIN') channels.loggedIn(who, tokensAccount(asked, context));
  const awaited = options.has ?? [];
  if (awaited.length > 0 && options.observe !== undefined) await over(who, channel, context);
  else if (awaited.length > 0) await channel.more(() => awaited.every((key) => hasKey(answer, key)));
  if (command === 'SEND_MSG') await learnMessageId(who, answer, { channel, context });
}

function noteBlock({ who, options }: Asked, { accounts, ledger }: CaseContext): void {
  const blocked = accounts.get(options.to ?? '');
  const by = accounts.get(who.actor);
  if (blocked === undefined || by === undefined) return;
  // An administrator's block may hold for everyone (B7).
  for (const each of by.role === 'admin' ? ledger.usable : [by]) ledger.block(blocked, each);
}

function hasKey(reply: Reply, key: string): boolean {
  return reply.data.some((line) => line.key === key);
}

/** The first answer to a SEND_MSG tells whether answers hold the id, and under which name. */
async function learnMessageId(
  who: Asked['who'],
  reply: Reply,
  { channel, context }: { channel: Channel; context: CaseContext },
): Promise<void> {
  const { learnt } = context;
  const known = learnt.messageIdKey;
  if (known.kind === 'none') return;
  if (known.kind === 'key') return channel.more(() => hasKey(reply, known.key));
  await over(who, channel, context);
  const line = reply.data.find(({ key, value }) => ID_KEYS.includes(key) && /^\d+$/.test(value.trim()));
  learnt.messageIdKey = line === undefined ? { kind: 'none' } : { kind: 'key', key: line.key };
}

/** Remembers what was sent, whatever the answer: a refused message must not arrive either. */
function noteMessage(
  { who, command, options }: Asked,
  { content }: Built,
  { answer, context }: { answer: Answer; context: CaseContext },
): void {
  const { messages, accounts, learnt } = context;
  if (command === 'UPDT_MSG' && options.message !== undefined && content !== undefined)
    messages.add(options.message, content);
  if (command !== 'SEND_MSG' || options.as === undefined) return;
  const key = learnt.messageIdKey;
  const id =
    answer.kind === 'reply' && answer.code === 200 && key.kind === 'key'
      ? answer.data.find((line) => line.key === key.key)?.value.trim()
      : undefined;
  messages.sent({
    ref: options.as,
    sender: accounts.get(options.token ?? who.actor)?.id ?? 0,
    recipient: accounts.get(options.to ?? '')?.id ?? 0,
    contents: [content ?? ''],
    codes: [answer.kind === 'reply' ? answer.code : 0],
    ...(id !== undefined && { id }),
  });
}

/** DISCONNECTED may be answered, closed, both or neither (D3): it is given a moment, not the whole answer time. */
async function farewell(channel: Channel, { learnt }: CaseContext): Promise<Answer> {
  return channel.answerWithin(2 * learnt.gapMs);
}

function tokensAccount({ who, command, options }: Asked, context: CaseContext): Account | undefined {
  const set = options.with?.[command === 'LOGIN' ? 'api-token' : 'token'];
  return set === undefined ? context.accounts.get(options.token ?? who.actor) : undefined;
}

function actorsAccount({ who }: Asked, context: CaseContext): Account | undefined {
  return context.channels.userOf(who) ?? context.accounts.get(who.actor);
}

/**
 * A LOGIN that ought to be answered 200 is tried again while the target may still be freeing the account from an
 * earlier connection; never when a connection of this very case holds it.
 */
function retriesLogin(asked: Asked, context: CaseContext): boolean {
  const { options } = asked;
  const account = tokensAccount(asked, context);
  if (account === undefined || options.delivery !== undefined || options.exactly !== undefined) return false;
  if (options.with !== undefined || options.without !== undefined || options.malformed === true) return false;
  if (options.eventually !== undefined) return true;
  if (context.channels.holds(account) || accepts403(options)) return false;
  return context.ledger.endedAt(account) > -Infinity;
}

function accepts403({ expect, observe }: CommandOptions): boolean {
  if (observe !== undefined) return true;
  const alternatives: Alternative[] = expect === undefined ? [] : Array.isArray(expect) ? expect : [expect];
  return alternatives.some((each) => {
    const pattern = typeof each === 'object' ? each.is : each;
    return pattern === 403 || pattern === 'refusal' || pattern === 'reply' || pattern === 'anything';
  });
}

async function playRetriedLogin(asked: Asked, context: CaseContext): Promise<CommandRecord> {
  const account = tokensAccount(asked, context);
  if (account === undefined) throw new Error('only the LOGIN of an account is tried again');
  const { releaseMs } = context.peer.profile.timing;
  const sinceEnd = context.now() - context.ledger.endedAt(account);
  const retryMs = asked.options.eventually === undefined ? releaseMs - sinceEnd : releaseMs;
  const answer = await context.channels.login(asked.who, account, retryMs);
  if (answer.kind !== 'reply') context.channels.done(asked.who);
  return { kind: 'answer', answer };
}

/**
 * A server may count a character beyond the basic plane as two (M4). Then a length in code points is refused; when one
 * in UTF-16 units is accepted, that is learnt and used from then on.
 */
async function retryAstral(
  asked: Asked,
  built: Built,
  context: CaseContext,
): Promise<CommandRecord | undefined> {
  const { learnt } = context;
  const content = built.content ?? '';
  const asks = asked.options.with?.['message-length'] !== undefined;
  if (learnt.astral !== 'unknown' || asks || content.length === lengthOf(content, context)) return undefined;
  learnt.astral = 2;
  const record = await exchange(asked, build(asked, context), context);
  const accepted = record.answer.kind === 'reply' && record.answer.code === 200;
  if (!accepted) learnt.astral = 'unknown';
  return accepted ? record : undefined;
}
