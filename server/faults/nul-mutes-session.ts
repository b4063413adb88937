import { aroundDispatch } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S5', 'L3'],
  text: "A NUL ends the session's process; the connection stays open and mute.",
  apply(parts) {
    const mute = new WeakSet<Client>();
    const reading = aroundDecoders(parts, (client) => ({
      push(decoder, chunk) {
        if (chunk.includes(0)) mute.add(client);
        return decoder.push(chunk);
      },
    }));
    return aroundDispatch(reading, (arrival, next) => (mute.has(arrival.client) ? silence() : next(arrival)));
  },
};
