import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { aroundDispatch } from '../around/commands.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T9'],
  text: 'While a connection has not said anything, nobody is answered.',
  apply(parts) {
    const mute = new Set<Client>();
    const welcoming = {
      ...parts,
      welcome(socket: Socket, client: Client) {
        mute.add(client);
        socket.once('data', () => mute.delete(client));
        socket.once('close', () => mute.delete(client));
      },
    };
    return aroundDispatch(welcoming, async (arrival, next) => {
      while (mute.size > 0) await sleep(10);
      return next(arrival);
    });
  },
};
