import type { Who, WriteOptions } from '../../spec/step.ts';
import type { Account } from '../../target/profile.ts';
import type { Ending } from '../../wire/encode.ts';
import { pause } from '../channel.ts';
import type { CommandRecord } from './command.ts';
import type { CaseContext, TextContext } from './context.ts';
import { rawGrammarError } from './grammar.ts';
import { over } from './over.ts';
import { BYTE_PAUSE_MS } from './segments.ts';
import { fillText, Unfillable } from './texts.ts';

interface Write {
  readonly who: Who;
  readonly options: WriteOptions;
}

/** Sends bytes as they stand in the case, past the encoder, and takes the first answer. */
export async function playWrite({ who, options }: Write, context: CaseContext): Promise<CommandRecord> {
  const written = tryBytes(options, context);
  if (typeof written === 'string') return { kind: 'impossible', why: written };
  const { given: bytes, spoken: given } = written;
  const spoken = options.awaits === 'nothing' ? given : ended(given, context.learnt.ending);
  const wrong = options.malformed === true ? undefined : rawGrammarError(bytes.toString(), context.protocol);
  if (wrong !== undefined) return { kind: 'wrong', why: wrong };
  const { channels, ledger, now } = context;
  const ready = await channels.ready(who, { keep: options.keep === true });
  if (ready.kind === 'failed') return { kind: 'answer', answer: ready.answer };
  const { channel } = ready;
  const user = channels.userOf(who) ?? context.accounts.get(who.actor);
  for (let n = 0; n < options.counts && user !== undefined; n += 1)
    ledger.spend(user, bytes.includes('SEND_MSG') ? 'message' : 'command', now());
  const before = channel.unasked.length;
  const segments =
    options.delivery === 'byte-by-byte' ? [...spoken].map((byte) => Buffer.of(byte)) : [spoken];
  if (options.awaits === 'nothing') {
    await channel.send(segments, { answers: 0, pauseMs: BYTE_PAUSE_MS });
    channels.done(who);
    noteMessage(options, user, { context, code: 0 });
    return { kind: 'answer', answer: { kind: 'silence', forMs: 0 } };
  }
  await channel.send(segments, { answers: 1, pauseMs: BYTE_PAUSE_MS });
  if (options.delivery === 'half-close') channel.connection.halfClose();
  const answer = await channel.answer();
  const record: Extract<CommandRecord, { kind: 'answer' }> = { kind: 'answer', answer };
  if (answer.kind === 'reply' && options.has !== undefined) {
    const { has } = options;
    await channel.more(() => has.every((key) => answer.data.some((line) => line.key === key)));
  }
  if (options.exactly !== undefined && answer.kind === 'reply') {
    await over(who, channel, context);
    await channel.quiet();
    record.responses = 1 + channel.unasked.length - before;
  }
  noteMessage(options, user, { context, code: answer.kind === 'reply' ? answer.code : 0 });
  noteLogin({ who, options }, bytes, { context, isOk: answer.kind === 'reply' && answer.code === 200 });
  const goesOn = answer.kind === 'reply' && answer.code !== 416 && options.malformed !== true;
  if (!goesOn || options.delivery === 'half-close') channels.done(who);
  return record;
}

/** Waits for a window or an idle time, as the profile has them. */
export async function playWait(
  { who, for: what }: { who: Who; for: 'gap' | 'half-idle' | 'idle' | 'minute' | 'hour' },
  context: CaseContext,
): Promise<{ kind: 'done' } | { kind: 'no-patience'; why: string }> {
  const { timing, limits } = context.peer.profile;
  switch (what) {
    case 'gap':
      await (context.channels.get(who)?.quiet() ?? pause(context.learnt.gapMs));
      return { kind: 'done' };
    case 'half-idle':
      await pause(idleOf(context) / 2);
      return { kind: 'done' };
    case 'idle':
      await pause((timing.idleMs ?? USUAL_IDLE_MS) * 1.5);
      return { kind: 'done' };
    case 'minute':
    case 'hour': {
      const windowMs = what === 'minute' ? limits.minuteMs : limits.hourMs;
      const waited = await context.patience.wait(windowMs + 100, `an empty ${what}`);
      const seconds = Math.ceil(windowMs / 1000);
      if (waited === 'waited') return { kind: 'done' };
      return { kind: 'no-patience', why: `has to wait a whole ${what} window: give --patience ${seconds}` };
    }
  }
}

/** What is waited where the profile does not tell how long an unfinished command is kept. */
const USUAL_IDLE_MS = 1000;

/**
 * How long the target keeps an unfinished command at least. One that takes a command as ended when nothing more comes
 * shows that by its answers: they come no sooner.
 */
export function idleOf({ peer, learnt }: Pick<CaseContext, 'peer' | 'learnt'>): number {
  const { idleMs = USUAL_IDLE_MS } = peer.profile.timing;
  return learnt.ending === 'none' ? Math.min(idleMs, learnt.answeredAfterMs) : idleMs;
}

/** Bytes that end with a newline are meant to be whole: they get the end that the target wants (T13). */
function ended(bytes: Buffer, ending: Ending): Buffer {
  if (ending === 'newline' || bytes.at(-1) !== NEWLINE) return bytes;
  return ending === 'none' ? bytes.subarray(0, -1) : Buffer.concat([bytes, Buffer.of(NEWLINE)]);
}

const NEWLINE = 0x0a;

/** The bytes of a case as they stand there, and as they are put to the target. */
interface Written {
  readonly given: Buffer;
  readonly spoken: Buffer;
}

function tryBytes(options: WriteOptions, context: CaseContext): Written | string {
  try {
    const { text } = context.speech;
    const { bytes = '', then = '' } = options;
    return {
      given: bytesOf(options, context),
      spoken: bytesOf({ ...options, bytes: text(bytes), then: text(then) }, context),
    };
  } catch (error) {
    if (error instanceof Unfillable) return error.message;
    throw error;
  }
}

/** The bytes as the case has them, filled in. @throws Unfillable when a message's id is not known */
export function bytesOf(
  { bytes = '', hex = '', repeat, then = '' }: WriteOptions,
  context: TextContext,
): Buffer {
  const repeated = repeat === undefined ? '' : fillText(repeat.text, context).repeat(repeat.times);
  return Buffer.concat([
    Buffer.from(fillText(bytes, context)),
    Buffer.from(hex.replace(/\s/g, ''), 'hex'),
    Buffer.from(repeated),
    Buffer.from(fillText(then, context)),
  ]);
}

/** A message that hand-written bytes carry, named so that a poll can look for it. */
function noteMessage(
  { as, carries }: WriteOptions,
  user: Account | undefined,
  { context, code }: { context: CaseContext; code: number },
): void {
  if (as === undefined || carries === undefined) return;
  context.messages.sent({
    ref: as,
    sender: user?.id ?? 0,
    recipient: 0,
    contents: [fillText(carries, context)],
    codes: [code],
  });
}

/** Bytes that held a successful LOGIN leave the actor logged in, so that the end of the case says goodbye. */
function noteLogin(
  { who }: Write,
  bytes: Buffer,
  { context, isOk }: { context: CaseContext; isOk: boolean },
): void {
  const account = context.accounts.get(who.actor);
  if (isOk && account !== undefined && bytes.includes(`LOGIN`) && bytes.includes(account.token))
    context.channels.loggedIn(who, account);
}
