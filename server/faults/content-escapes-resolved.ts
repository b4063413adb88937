import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T11', 'M7', 'U2'],
  text: 'A backslash and an n in a content become a newline, which begins a new line of the response.',
  apply(parts) {
    const resolving = changingContent(parts, (content) => content.replaceAll('\\n', '\n'));
    return {
      ...resolving,
      encodeAnswer: ({ status, data }) =>
        Buffer.concat([
          parts.encodeAnswer({ status, data: [], then: 'go-on' }),
          Buffer.from(data.map(([key, value]) => `${key}:${value.replaceAll('\\n', '\n')}\n`).join('')),
        ]),
    };
  },
};
