import type { Client } from '../client.ts';
import type { Parts } from '../parts.ts';

/** Parts that keep a list of who is logged in. */
export interface Watched {
  readonly parts: Parts;
  /** In the order of their LOGINs. */
  readonly connected: () => Client[];
}

/** Keeps a list of who is logged in. */
export function watching(parts: Parts): Watched {
  let clients: Client[] = [];
  const connected = () => (clients = clients.filter(({ account }) => account !== undefined));
  const claim: Parts['sessions']['claim'] = (account, client) => {
    const isIn = parts.sessions.claim(account, client);
    if (isIn) clients = [...connected().filter((each) => each !== client), client];
    return isIn;
  };
  return { parts: { ...parts, sessions: { ...parts.sessions, claim } }, connected };
}

/** Remembers this many sessions at most: one more LOGIN ends those before it, the oldest or all of them. */
export function forgetting(parts: Parts, { most, ends }: { most: number; ends: 'oldest' | 'all' }): Parts {
  const watched = watching(parts);
  const claim: Parts['sessions']['claim'] = (account, client) => {
    const before = watched.connected();
    const isIn = watched.parts.sessions.claim(account, client);
    if (isIn && before.length === most)
      for (const each of ends === 'all' ? before : before.slice(0, 1)) parts.sessions.release(each);
    return isIn;
  };
  return { ...watched.parts, sessions: { ...watched.parts.sessions, claim } };
}
