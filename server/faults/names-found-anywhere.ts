import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2', 'S5'],
  text: 'A command is found anywhere in a line, and what is behind it on the line is its first parameter.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text
        .replace(/^[^:\n]*?(NEW_CHG_AVAILABLE)(?:[^\n:]*| (token:[^\n]*))$/gm, '$1\n$2')
        .replaceAll('\n\n', '\n'),
    ),
};
