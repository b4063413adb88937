import { randomUUID } from 'node:crypto';
import type { Account } from '../target/profile.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channels } from './play/channels.ts';
import type { RunContext } from './play/context.ts';
import { sayLogin } from './play/say.ts';
import type { Answer } from './played.ts';

/** Whether a new connection can log in: `expected` is what a server that lives answers. */
export interface Canary {
  readonly answer: Answer;
  readonly expected: 200 | 403;
  readonly isAlive: boolean;
}

/** So many accounts are tried: one that is refused may not be free yet. */
const TRIES = 2;

/**
 * On a new connection, somebody whom nobody else is using logs in; where there is nobody, a token that belongs to
 * nobody is refused. Tells "this session died" from "the server died" (T12). A server that answers lives, unless it
 * refuses two users who ought to get in.
 */
export async function canary(context: RunContext, transcript = new Transcript(context.now)): Promise<Canary> {
  const borrowed: Account[] = [];
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const user = borrow(context);
      if (user === undefined) break;
      borrowed.push(user);
      const answer = await visit(context, transcript, (channels) =>
        channels.login(WHO, user, releaseMs(context)),
      );
      const isIn = answer.kind === 'reply' && (answer.code === 200 || answer.code === 426);
      const isLate = answer.kind === 'reply' && answer.code === 403 && context.ledger.wasDropped(user);
      if (isIn || isLate) return { answer, expected: 200, isAlive: true };
      if (answer.kind !== 'reply' || tries === TRIES - 1) return { answer, expected: 200, isAlive: false };
    }
    const answer = await visit(context, transcript, (channels) => knock(channels, context));
    return { answer, expected: 403, isAlive: answer.kind === 'reply' };
  } finally {
    context.ledger.giveBack(borrowed);
  }
}

const WHO = { actor: 'canary', connection: 1, role: 'any' } as const;

function releaseMs({ peer }: RunContext): number {
  return peer.profile.timing.releaseMs;
}

/** Somebody of a role that gets in, if anybody of it is free. */
function borrow({ ledger, learnt, now }: RunContext): Account | undefined {
  for (const role of learnt.letsIn) {
    const lent = ledger.lend([{ actor: 'canary', role, messages: 0, commands: 1, spoilt: false }], now());
    if (lent.kind === 'lent') return lent.accounts.get('canary');
  }
  return undefined;
}

async function visit(
  context: RunContext,
  transcript: Transcript,
  ask: (channels: Channels) => Promise<Answer>,
): Promise<Answer> {
  const channels = new Channels(context, transcript);
  try {
    return await ask(channels);
  } finally {
    await channels.end();
  }
}

async function knock(channels: Channels, context: RunContext): Promise<Answer> {
  const ready = await channels.ready(WHO);
  if (ready.kind === 'failed') return ready.answer;
  await ready.channel.send([sayLogin({ token: randomUUID() }, context)], { answers: 1, pauseMs: 0 });
  return ready.channel.answer();
}
