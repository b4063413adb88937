import type { CommandOptions } from '../../spec/step.ts';
import type { Account } from '../../target/profile.ts';
import type { Channel } from '../channel.ts';
import type { Answer } from '../played.ts';
import { build, type Asked, type Built } from './build.ts';
import type { CaseContext } from './context.ts';
import { grammarError } from './grammar.ts';
import { hasKey, learnMessageId, noteBan, noteBlock, noteMessage, tokensAccount } from './notes.ts';
import { over } from './over.ts';
import { retryLength } from './retried-length.ts';
import { playRetriedLogin, retriesLogin } from './retried-login.ts';
import { sayLogin } from './say.ts';
import { toSegments } from './segments.ts';
import { Unfillable } from './texts.ts';

/** What came of one command. The bytes sent and received are in the transcript. */
export type CommandRecord =
  | { kind: 'answer'; answer: Answer; next?: Answer; responses?: number }
  | { kind: 'impossible'; why: string }
  | { kind: 'wrong'; why: string };

/** Sends one command as its step says and takes what comes. */
export async function playCommand(asked: Asked, context: CaseContext): Promise<CommandRecord> {
  const built = tryBuild(asked, context);
  if (built.kind === 'impossible') return built;
  const wrong = asked.options.malformed === true ? undefined : grammarError(built, context.protocol);
  if (wrong !== undefined) return { kind: 'wrong', why: wrong };
  if (asked.command === 'LOGIN' && retriesLogin(asked, context)) return playRetriedLogin(asked, context);
  const record = await exchangeAgain(asked, built, context);
  return retryLength(asked, built, {
    record,
    context,
    exchange: (other) => exchange(asked, other, context),
  });
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

/**
 * A target may close behind a refusal (T22), and the next command meet the close on its way. That is not the command's
 * answer: it goes out once more, over a new connection; DISCONNECTED does not, for a close is all it asks for.
 */
async function exchangeAgain(asked: Asked, built: Built, context: CaseContext): Promise<Exchanged> {
  const wasRefused = context.channels.get(asked.who)?.wasRefused === true;
  const record = await exchange(asked, built, context);
  const isMeant = asked.options.keep === true || asked.command === 'DISCONNECTED';
  if (!wasRefused || record.answer.kind !== 'closed' || isMeant) return record;
  context.learnt.closesAfterRefusal = true;
  context.channels.done(asked.who);
  return exchange(asked, built, context);
}

type Exchanged = Extract<CommandRecord, { kind: 'answer' }>;

async function exchange(asked: Asked, built: Built, context: CaseContext): Promise<Exchanged> {
  const { who, options, command } = asked;
  const ready = await context.channels.ready(who, { keep: options.keep === true });
  if (ready.kind === 'failed') return { kind: 'answer', answer: ready.answer };
  const { channel } = ready;
  if (options.keep === true) await channel.quiet();
  const before = channel.unasked.length;
  await sendBuilt(asked, built, { channel, context });
  const answer = command === 'DISCONNECTED' ? await farewell(channel, context) : await channel.answer();
  const record: Exchanged = { kind: 'answer', answer };
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
    ...(withNext && { further: sayLogin(user, context) }),
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
  if (command === 'BAN_USER') noteBan(asked, context);
  if (command === 'LOGIN') channels.loggedIn(who, tokensAccount(asked, context));
  const awaited = options.has ?? [];
  if (awaited.length > 0 && options.observe !== undefined) await over(who, channel, context);
  else if (awaited.length > 0) await channel.more(() => awaited.every((key) => hasKey(answer, key)));
  if (command === 'SEND_MSG') await learnMessageId(who, answer, { channel, context });
}

/** DISCONNECTED may be answered, closed, both or neither (D3): it is given a moment, not the whole answer time. */
async function farewell(channel: Channel, { learnt }: CaseContext): Promise<Answer> {
  return channel.answerWithin(2 * learnt.gapMs);
}

function actorsAccount({ who }: Asked, context: CaseContext): Account | undefined {
  return context.channels.userOf(who) ?? context.accounts.get(who.actor);
}
