import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'Spaces in a row, and tabs, become one space.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/\s+/g, ' ').trim()),
};
