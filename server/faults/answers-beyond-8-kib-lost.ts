import type { Socket } from 'node:net';
import type { Fault } from '../fault.ts';

/** What a buffer for the answers to one segment holds. */
const ROOM_BYTES = 8192;

export const fault: Fault = {
  clauses: ['T8'],
  text: 'Of the answers to one segment those past 8 KiB are lost.',
  apply(parts) {
    const written = new WeakMap<Socket, { readBytes: number; bytes: number }>();
    return {
      ...parts,
      write(socket, bytes) {
        const before = written.get(socket);
        const isSameSegment = before?.readBytes === socket.bytesRead;
        const total = (isSameSegment ? before.bytes : 0) + bytes.length;
        written.set(socket, { readBytes: socket.bytesRead, bytes: total });
        return total > ROOM_BYTES ? true : parts.write(socket, bytes);
      },
    };
  },
};
