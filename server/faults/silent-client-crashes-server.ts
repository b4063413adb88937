import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A client that leaves without a word ends the server.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('end', () => {
        if (socket.bytesRead === 0) crash();
      });
    },
  }),
};
