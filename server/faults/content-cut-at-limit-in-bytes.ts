import { aroundCommands, withValues } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'M8'],
  text: 'Content is as long as allowed in characters, but stored only up to as many bytes.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) => {
      const content = valueOf(request, 'content');
      const most = parts.options.maxMessageLength;
      if (content.length > most || Buffer.byteLength(content) <= most) return next(request);
      const cut = Buffer.from(content)
        .subarray(0, most)
        .toString()
        .replace(/\uFFFD+$/, '');
      return next(withValues(request, { content: cut, 'message-length': String(cut.length) }));
    }),
};
