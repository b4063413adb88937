import type { Socket } from 'node:net';
import { aroundDispatch } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'Four clients that left without a word have taken all places, and no new connection is answered.',
  apply(parts) {
    let silent = 0;
    const welcoming = {
      ...parts,
      welcome(socket: Socket) {
        socket.once('end', () => {
          if (socket.bytesRead === 0) silent += 1;
        });
      },
    };
    return aroundDispatch(welcoming, (arrival, next) => (silent >= 4 ? silence() : next(arrival)));
  },
};
