import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'T2'],
  text: 'Keys are searched for in the whole command, and found in a content too.',
  apply: (parts) => changingContent(parts, (content) => content.split('content:').at(-1) ?? ''),
};
