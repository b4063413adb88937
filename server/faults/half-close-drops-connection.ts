import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T24'],
  text: 'A client that half-closes is dropped, whatever it is still due.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('end', () => socket.destroy());
    },
  }),
};
