import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A client that has sent much and resets its connection ends the server.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('error', () => {
        if (socket.bytesRead > 10_000) crash();
      });
    },
  }),
};
