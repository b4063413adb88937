import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'A content of one character is stored empty.',
  apply: (parts) => changingContent(parts, (content) => (content.length === 1 ? '' : content)),
};
