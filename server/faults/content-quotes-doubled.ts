import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'U2'],
  text: 'Quotes are doubled for the database, and stay so.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/(['"])/g, '$1$1')),
};
