import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R8'],
  text: 'A user who was limited cannot log in any more.',
  apply(parts) {
    const limited = new Set<string>();
    const sending = aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      if (answer.status === 426) limited.add(valueOf(request, 'token'));
      return answer;
    });
    return aroundCommands(sending, ['LOGIN'], (request, next) =>
      limited.has(valueOf(request, 'api-token'))
        ? Promise.resolve(refused(426, 'too many messages in a short time'))
        : next(request),
    );
  },
};
