import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'D4'],
  text: 'A connection that is reset ends the server.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('error', crash);
    },
  }),
};
