import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T24'],
  text: 'A client that half-closes is dropped, whatever it is still due.',
  apply: (parts) => ({
    ...parts,
    welcome(socket) {
      socket.once('end', () => socket.destroy());
    },
    async write(socket, bytes) {
      await sleep(5);
      return socket.destroyed || socket.write(bytes);
    },
  }),
};
