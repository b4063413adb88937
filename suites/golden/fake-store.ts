/** A database without a database, for tests of what looks into one. */
import type { MessageStore, Scope, StoredMessage, Unseen } from '../message-store.ts';

export interface FakeStore extends MessageStore {
  /** What it was asked for, in order. */
  readonly asked: readonly Scope[];
}

export interface Kept {
  /** What each look finds; the last one again and again. */
  readonly looks: readonly (readonly StoredMessage[] | Unseen)[];
  /** The ids of what was there before. */
  readonly before?: readonly string[];
  readonly doubt?: string;
}

/** A store that shows this. */
export function fakeStore({ looks, before = [], doubt }: Kept): FakeStore {
  const asked: Scope[] = [];
  return {
    asked,
    ids: () => Promise.resolve({ kind: 'seen', seen: before }),
    messages(scope) {
      const found = looks[Math.min(asked.length, looks.length - 1)] ?? [];
      asked.push(scope);
      return Promise.resolve('kind' in found ? found : { kind: 'seen', seen: found });
    },
    doubt: () => Promise.resolve(doubt),
  };
}
