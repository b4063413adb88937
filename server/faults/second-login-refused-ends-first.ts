import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'L4'],
  text: 'LOGIN of a user who is connected elsewhere is refused, but ends the first session.',
  apply: (parts) => ({
    ...parts,
    sessions: {
      ...parts.sessions,
      claim(account, client) {
        const isFirst = parts.sessions.claim(account, client);
        if (!isFirst && client.account === undefined) parts.sessions.revoke(account.id);
        return isFirst;
      },
    },
  }),
};
