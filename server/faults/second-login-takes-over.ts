import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L4', 'L7'],
  text: 'LOGIN of a user who is connected elsewhere is accepted and ends the first session.',
  apply: (parts) => ({
    ...parts,
    sessions: {
      ...parts.sessions,
      claim(account, client) {
        if (client.account === undefined) parts.sessions.revoke(account.id);
        return parts.sessions.claim(account, client);
      },
    },
  }),
};
