import { randomUUID } from 'node:crypto';
import { Transcript } from '../wire/transcript.ts';
import { encodeCommand } from '../wire/encode.ts';
import { Channels } from './play/channels.ts';
import type { RunContext } from './play/context.ts';
import type { Answer } from './played.ts';

/** Whether a new connection can log in: `expected` is what a server that lives answers. */
export interface Canary {
  readonly answer: Answer;
  readonly expected: 200 | 403;
  readonly isAlive: boolean;
}

/**
 * On a new connection, somebody whom nobody else is using logs in; where there is nobody, a token that belongs to
 * nobody is refused. Tells "this session died" from "the server died" (T12).
 */
export async function canary(context: RunContext, transcript = new Transcript(context.now)): Promise<Canary> {
  const channels = new Channels(context, transcript);
  const who = { actor: 'canary', connection: 1, role: 'any' } as const;
  const borrowed = context.ledger.lend(
    [{ actor: 'canary', role: 'any', messages: 0, commands: 1, spoilt: false }],
    context.now(),
  );
  const user = borrowed.kind === 'lent' ? borrowed.accounts.get('canary') : undefined;
  try {
    const answer = user === undefined ? await knock() : await channels.login(who, user, releaseMs());
    const expected = user === undefined ? 403 : 200;
    const isAlive = answer.kind === 'reply' && (answer.code === expected || answer.code === 426);
    return { answer, expected, isAlive };
  } finally {
    await channels.end();
    if (user !== undefined) context.ledger.giveBack([user]);
  }

  function releaseMs(): number {
    return context.peer.profile.timing.releaseMs;
  }

  async function knock(): Promise<Answer> {
    const ready = await channels.ready(who);
    if (ready.kind === 'failed') return ready.answer;
    const parameters = [{ key: 'api-token', value: randomUUID() }];
    const bytes = encodeCommand({ name: 'LOGIN', parameters }, context.learnt.ending);
    await ready.channel.send([bytes], { answers: 1, pauseMs: 0 });
    return ready.channel.answer();
  }
}
