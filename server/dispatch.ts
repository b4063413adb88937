import type { CommandFrame } from '../wire/command-assembly.ts';
import { refused } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Client } from './client.ts';
import type { Parts } from './parts.ts';

/** One thing a client sent. */
export interface Arrival {
  readonly frame: CommandFrame;
  readonly client: Client;
  readonly parts: Parts;
}

/** Answers what a client sent. Whoever calls it waits for one answer before it asks for the next of that client. */
export function dispatch({ frame, client, parts }: Arrival): Promise<Answer> {
  switch (frame.kind) {
    case 'malformed':
      return Promise.resolve(refused(416, frame.reason));
    case 'command': {
      const { name, parameters } = frame.command;
      const handler = parts.commands.get(name);
      if (handler === undefined) return Promise.resolve(refused(416, 'no such command'));
      const values = new Map(parameters.map(({ key, value }) => [key, value]));
      return handler.handle({ client, parts, parameters: values });
    }
  }
}
