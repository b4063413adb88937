import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'U2'],
  text: 'Backslashes are taken for escapes.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/\\(.?)/g, '$1')),
};
