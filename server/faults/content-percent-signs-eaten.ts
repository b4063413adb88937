import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'U2'],
  text: 'Percent signs are taken for conversions.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/%[0-9]*[a-zA-Z]?/g, '')),
};
