import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M1', 'M7'],
  text: 'A content that is the digit 0 is taken for none.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) =>
      request.parameters.get('content') === '0' ? Promise.resolve(refused(416, 'no content')) : next(request),
    ),
};
