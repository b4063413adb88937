import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A client that resets its connection before it got any answer ends the server.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('error', () => {
        if (socket.bytesWritten === 0) crash();
      });
    },
  }),
};
