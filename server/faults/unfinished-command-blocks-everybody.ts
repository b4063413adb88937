import { setTimeout as sleep } from 'node:timers/promises';
import { aroundDispatch } from '../around/commands.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T9'],
  text: 'While a command of one connection is unfinished, nobody is answered.',
  apply(parts) {
    const unfinished = new Set<Client>();
    const reading = aroundDecoders(parts, (client) => ({
      push(decoder, chunk) {
        const frames = decoder.push(chunk);
        if (decoder.pending) unfinished.add(client);
        else unfinished.delete(client);
        return frames;
      },
      end(decoder) {
        unfinished.delete(client);
        return decoder.end();
      },
    }));
    return aroundDispatch(
      { ...reading, options: { ...parts.options, idleMs: 60_000 } },
      async (arrival, next) => {
        while ([...unfinished].some((client) => !client.gone)) await sleep(10);
        return next(arrival);
      },
    );
  },
};
