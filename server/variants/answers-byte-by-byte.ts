import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T7'],
  text: 'Answers leave a byte at a time.',
  hides: [],
  apply: (parts) => ({
    ...parts,
    async write(socket, bytes) {
      for (const byte of bytes) {
        socket.write(Uint8Array.of(byte));
        await nextTurn();
      }
      return !socket.writableNeedDrain;
    },
  }),
};
