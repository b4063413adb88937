import { refused } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { valueOf } from './handler.ts';
import type { CommandHandler, UserRequest } from './handler.ts';

/** Lets a command through for the user who is logged in on its connection and shows their own token; 401 otherwise. */
export function authenticated(handle: (request: UserRequest) => Promise<Answer>): CommandHandler['handle'] {
  return async (request) => {
    const { account } = request.client;
    if (account === undefined) return refused(401, 'log in first');
    if (valueOf(request, 'token') !== account.token)
      return refused(401, 'this is not the token of your login');
    return handle({ ...request, account });
  };
}
