import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L6', 'A1'],
  text: 'LOGIN of a user who is connected elsewhere is refused, but the connection is theirs from then on.',
  apply(parts) {
    const { sessions } = parts;
    const letIn = new WeakSet<Client>();
    const dismiss = (client: Client) => {
      if (letIn.delete(client)) client.account = undefined;
    };
    return {
      ...parts,
      sessions: {
        ...sessions,
        claim(account, client) {
          dismiss(client);
          if (sessions.claim(account, client)) return true;
          if (client.account !== undefined || client.gone) return false;
          letIn.add(client);
          client.account = account;
          return false;
        },
        leave(client) {
          dismiss(client);
          sessions.leave(client);
        },
        release(client) {
          dismiss(client);
          sessions.release(client);
        },
      },
    };
  },
};
