import { done } from '../answer.ts';
import type { CommandHandler } from './handler.ts';

export const disconnected: CommandHandler = {
  required: [],
  optional: [],
  handle({ client, parts }) {
    parts.sessions.release(client);
    return Promise.resolve({ ...done(), then: 'close' });
  },
};
