import { idsNamed } from '../../spec/step-parts.ts';
import type { Account } from '../../target/profile.ts';
import { looks, type Case } from '../case.ts';
import type { Looked, MessageStore, StoredMessage, Unseen } from '../message-store.ts';
import type { RunContext } from './context.ts';

/** Between two looks, in ms. */
export const LOOK_PAUSE_MS = 20;

/** What can be seen of one case's messages in the target's database: those of its users that are new since it began. */
export type View =
  | {
      readonly kind: 'open';
      readonly store: MessageStore;
      readonly users: readonly number[];
      /** The ids of what was there before. */
      readonly known: readonly string[];
      /** What the looks of this case have seen, in order. */
      readonly earlier: (readonly StoredMessage[])[];
    }
  | Unseen;

/** Remembers what is there before a case begins, where that will be needed. */
export async function openView(
  of: Case,
  accounts: ReadonlyMap<string, Account>,
  { sight, learnt }: RunContext,
): Promise<View> {
  if (sight.kind === 'unseen') return sight;
  const needsIds = learnt.messageIdKey.kind !== 'key' && of.steps.some((step) => idsNamed(step).length > 0);
  if (!looks(of) && !needsIds) return { kind: 'unseen', why: 'this case looks for nothing' };
  const { store } = sight;
  const users = [...accounts.values()].map(({ id }) => id);
  const ids = await store.ids(users);
  if (ids.kind === 'unseen') return ids;
  return { kind: 'open', store, users, known: ids.seen, earlier: [] };
}

/** What has come to the database since the case began. */
export function newMessages(
  { store, users, known }: Extract<View, { kind: 'open' }>,
  nonce: string,
): Promise<Looked<readonly StoredMessage[]>> {
  return store.messages({ users, text: nonce, except: known });
}
