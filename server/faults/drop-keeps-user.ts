import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4'],
  text: 'The user of a connection that drops stays connected.',
  apply: (parts) => ({
    ...parts,
    sessions: {
      ...parts.sessions,
      leave(client) {
        client.gone = true;
      },
    },
  }),
};
