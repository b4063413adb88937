/** Plays cases against small servers, for tests of what comes of it. */
import type { Account } from '../../target/profile.ts';
import type { Case } from '../case.ts';
import { perform } from '../perform.ts';
import type { RunContext } from '../play/context.ts';
import type { Played, StepRecord } from '../played.ts';
import { accountsOf, runContext } from './run-context.ts';
import { doorkeeper, hears, startTinyServer, type Behaviour, type Heard } from './tiny-server.ts';

/** Those of `member`, `member2` and `pro`, in this order. */
export const ACCOUNTS = accountsOf({ member: 2, pro: 1 });
export const TOKENS = ACCOUNTS.map(({ token }) => token);

const ACTORS = ['member', 'member2', 'pro'];

export interface Staged {
  readonly played: Played;
  readonly run: RunContext;
}

/** What comes of a case, against a server of this behaviour. */
export async function stage(
  of: Case,
  behave: Behaviour,
  prepare: (run: RunContext) => void = () => undefined,
): Promise<Staged> {
  const server = await startTinyServer(behave);
  try {
    const timing = { answerMs: 500, releaseMs: 200 };
    const run = runContext({ accounts: ACCOUNTS, port: server.port, timing });
    prepare(run);
    const lent = ACTORS.flatMap((actor, index): [string, Account][] => {
      const account = ACCOUNTS[index];
      return account === undefined ? [] : [[actor, account]];
    });
    return { played: await perform(of, new Map(lent), run), run };
  } finally {
    await server.die();
  }
}

/** A server in order, but for how it answers some commands. */
export function inOrder(alter: (heard: Heard) => string | undefined = () => undefined): Behaviour {
  const answer = doorkeeper(TOKENS);
  return hears((heard, socket) => alter(heard) ?? answer(heard, socket));
}

/** The statuses that answered the commands of a case; what a step came to where there is none. */
export function codes({ records }: Played): unknown[] {
  return records.map((record) =>
    record.kind === 'answer' && record.answer.kind === 'reply' ? record.answer.code : record.kind,
  );
}

/** What one step got, which was answered. */
export function answerOf({ records }: Played, index: number): Extract<StepRecord, { kind: 'answer' }> {
  const record = records[index];
  if (record?.kind !== 'answer') throw new Error(`step ${index} came to ${record?.kind ?? 'nothing'}`);
  return record;
}
