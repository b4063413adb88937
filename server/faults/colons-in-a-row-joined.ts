import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'T2'],
  text: 'Several colons in a row become one, as strtok() takes them.',
  apply: (parts) => changingContent(parts, (content) => content.replace(/:{2,}/g, ':')),
};
