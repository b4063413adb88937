import { done } from '../answer.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';

/** Hands out one change a call. Where there is none, the answer has no data. */
export const newChangeAvailable: CommandHandler = {
  required: ['token'],
  optional: [],
  handle: authenticated(async ({ account, parts }) => {
    const change = await parts.changes.next(account.id);
    return change === undefined ? done() : done(...parts.describeChange(change));
  }),
};
