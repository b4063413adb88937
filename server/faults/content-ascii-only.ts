import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'U2', 'M3'],
  text: 'Characters that are not ASCII become question marks.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/[^\0-\x7f]/gu, '?')),
};
