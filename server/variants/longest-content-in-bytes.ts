import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['M8'],
  text: 'The greatest length of a message is one of bytes.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) =>
      Buffer.byteLength(valueOf(request, 'content')) > parts.options.maxMessageLength
        ? Promise.resolve(refused(416, 'content has too many bytes'))
        : next(request),
    ),
};
