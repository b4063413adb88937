import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L4', 'L7'],
  text: 'A user who is connected logs in on another connection as well.',
  apply: (parts) => ({
    ...parts,
    sessions: {
      ...parts.sessions,
      claim(account, client) {
        const isFirst = parts.sessions.claim(account, client);
        if (!isFirst && !client.gone) client.account ??= account;
        return client.account === account;
      },
    },
  }),
};
