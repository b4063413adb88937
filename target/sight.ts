import type { MessageLook, Unseen } from '../database/message-look.ts';
import type { Profile } from './profile.ts';

/** What can be seen of the messages a target keeps, until it is closed. */
export interface OpenedSight {
  readonly sight: { readonly kind: 'open'; readonly store: MessageLook } | Unseen;
  readonly close: () => Promise<void>;
}

/**
 * Opens the database of a target, where one is known.
 * @param broughtUrl that of a database the target was given, which goes before the one its profile names: that it
 * keeps its messages there is not said, and shows only with the first of them.
 */
export async function openSight(
  { database, messageSql }: Pick<Profile, 'database' | 'messageSql'>,
  broughtUrl?: string,
): Promise<OpenedSight | undefined> {
  const url = broughtUrl ?? database;
  if (url === undefined) return undefined;
  // Loaded only now: it takes a client of PostgreSQL, which nobody else should wait for.
  const { openMessageLook } = await import('../database/message-look.ts');
  const isClaimed = broughtUrl === undefined || messageSql !== undefined;
  const opened = await openMessageLook({ url, sql: messageSql, isClaimed });
  if (opened.kind === 'unseen') return { sight: opened, close: () => Promise.resolve() };
  return { sight: { kind: 'open', store: opened.look }, close: opened.close };
}
