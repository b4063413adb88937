import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'Two percent signs become one, as printf() writes them.',
  apply: (parts) => changingContent(parts, (content) => content.replaceAll('%%', '%')),
};
