import { encodeCommand } from '../../wire/encode.ts';
import type { BurstOptions, Who } from '../../spec/step.ts';
import type { Account } from '../../target/profile.ts';
import type { Answer } from '../played.ts';
import { build } from './build.ts';
import type { CaseContext } from './context.ts';

/** One more than what is due, so that a 426 that comes a message late is still told from one that never comes. */
const BEYOND = 3;
/** A target that answers more slowly than its limit lets through is never limited; else this many windows are followed. */
const MOST_WINDOWS = 6;
const MARGIN_MS = 60;

export type BurstRecord =
  | {
      kind: 'burst';
      codes: number[];
      elapsedMs: number;
      allowed: number;
      limit: number;
      windowMs: number;
      broken?: Answer;
    }
  | { kind: 'no-patience'; why: string };

interface Burst {
  readonly who: Who;
  readonly options: BurstOptions;
}

/**
 * Messages up to the limit, or beyond it, as fast as may be. `allowed` is what the account may still send: the limit
 * less what it has used up in the window already. Of that, only messages make a 426 due: which other commands a target
 * counts is open (R9). The minute goes out in one pipelined burst; the hour as fast as the
 * minute's limit lets.
 */
export async function playBurst({ who, options }: Burst, context: CaseContext): Promise<BurstRecord> {
  const { limits } = context.peer.profile;
  const { window } = options;
  const windowMs = window === 'minute' ? limits.minuteMs : limits.hourMs;
  const ready = await context.channels.ready(who);
  const user = context.accounts.get(who.actor);
  if (user === undefined) throw new Error(`${who.actor} has no account`);
  if (options.judges === 'within' && (await quietWindow(user, context)) === 'no-patience')
    return { kind: 'no-patience', why: 'needs a window in which no other account sends' };
  const limit = window === 'minute' ? context.ledger.perMinute : context.ledger.perHour;
  const earlier = options.judges === 'still' ? context.bursts.get(who.actor) : undefined;
  const inMinute = context.ledger.used(user, { window: 'minute' }, context.now());
  const counts = options.judges === 'within' ? context.ledger.counts : 'messages';
  const inWindow = context.ledger.used(user, { window, counts }, context.now());
  const used = earlier?.accepted ?? inWindow;
  const allowed = Math.max(0, limit - used);
  const startMs = earlier?.startMs ?? context.now();
  const codes: number[] = [];
  const told = (broken?: Answer): BurstRecord => {
    const accepted = (earlier?.accepted ?? 0) + codes.filter((code) => code === 200).length;
    context.bursts.set(who.actor, { startMs, accepted });
    return record(broken);
  };
  const record = (broken?: Answer): BurstRecord => ({
    kind: 'burst',
    codes,
    elapsedMs: context.now() - startMs,
    allowed,
    limit,
    windowMs,
    ...(broken !== undefined && { broken }),
  });
  if (ready.kind === 'failed') return told(ready.answer);
  const due = (): number => dueBy({ allowed, limit, elapsedMs: context.now() - startMs, windowMs });
  const wanted = (): number =>
    options.judges === 'within' ? allowed : due() + (options.judges === 'still' ? 0 : BEYOND);
  let room = window === 'minute' ? Infinity : context.ledger.perMinute - inMinute;
  while (codes.length < wanted() && codes.length < MOST_WINDOWS * (limit + BEYOND)) {
    if (room <= 0) {
      const waited = await context.patience.wait(
        limits.minuteMs + MARGIN_MS,
        'the minute’s limit, to reach the hour’s',
      );
      if (waited === 'no-patience') return { kind: 'no-patience', why: hourWhy(limit, context) };
      room = context.ledger.perMinute;
    }
    const count = Math.min(room, wanted() - codes.length, limit + BEYOND);
    room -= count;
    const broken = await sendSome(count, { who, options, context }, codes);
    if (broken !== undefined) return told(broken);
    if (codes.includes(426) && options.judges !== 'within') break;
    const elapsedMs = context.now() - startMs;
    const isOutrun =
      codes.length >= Math.min(allowed, limit) + BEYOND && elapsedMs * limit > windowMs * codes.length;
    if (isOutrun) break;
  }
  return told();
}

/** By which message a 426 is due (R3): the window lets N more through for each of its lengths that passes. */
export function dueBy(burst: {
  allowed: number;
  limit: number;
  elapsedMs: number;
  windowMs: number;
}): number {
  return burst.allowed + 1 + Math.floor((burst.limit * burst.elapsedMs) / burst.windowMs);
}

/** Up to the limit nothing may be refused, but only while no other account sends: else one limit for all shows (R6). */
async function quietWindow(
  user: Account,
  { ledger, patience, peer, now }: CaseContext,
): Promise<'waited' | 'no-patience'> {
  const waitMs = ledger.lastSpentByOthersMs(user) + peer.profile.limits.minuteMs + MARGIN_MS - now();
  return waitMs <= 0 ? 'waited' : patience.wait(waitMs, 'a window in which no other account has sent');
}

/** Sends `count` messages, in one segment where the target is known to answer all of them, and adds their codes. */
async function sendSome(
  count: number,
  { who, options, context }: Burst & { context: CaseContext },
  codes: number[],
): Promise<Answer | undefined> {
  const ready = await context.channels.ready(who);
  if (ready.kind === 'failed') return ready.answer;
  const { channel } = ready;
  const batch = context.learnt.pipelining && context.learnt.responseNewline ? count : 1;
  for (let sent = 0; sent < count; sent += batch) {
    const size = Math.min(batch, count - sent);
    const messages = Array.from({ length: size }, (_, index) =>
      message(codes.length + index, { who, options, context }),
    );
    await channel.send([Buffer.concat(messages.map(({ bytes }) => bytes))], { answers: size, pauseMs: 0 });
    for (const { content } of messages) {
      const answer = await channel.answer();
      if (answer.kind === 'closed' && codes.at(-1) === 426) {
        context.channels.done(who);
        return undefined;
      }
      if (answer.kind !== 'reply') return answer;
      codes.push(answer.code);
      if (options.as !== undefined) context.messages.add(options.as, content, answer.code);
    }
  }
  return undefined;
}

function message(
  number: number,
  { who, options, context }: Burst & { context: CaseContext },
): { bytes: Buffer; content: string } {
  const user = context.accounts.get(who.actor);
  if (user !== undefined) context.ledger.spend(user, 'message', context.now());
  const content = `${context.nonce} ${String(number)}.`;
  const { spoken } = build({ who, command: 'SEND_MSG', options: { to: options.to, content } }, context);
  if (options.as !== undefined && context.messages.get(options.as) === undefined) {
    context.messages.sent({
      ref: options.as,
      sender: user?.id ?? 0,
      recipient: context.accounts.get(options.to)?.id ?? 0,
      contents: [],
      codes: [],
    });
  }
  const { ending } = context.learnt;
  return { bytes: encodeCommand(spoken, ending === 'none' ? 'newline' : ending), content };
}

function hourWhy(limit: number, { ledger, peer }: CaseContext): string {
  const windows = Math.ceil(limit / ledger.perMinute);
  const seconds = Math.ceil((windows * peer.profile.limits.minuteMs) / 1000);
  return `the limit of ${limit} in an hour is reached after ${seconds} s at the earliest: give --patience ${seconds}`;
}
