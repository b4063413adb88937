import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2'],
  text: 'A line that begins like a command, or is the beginning of one, is taken for it.',
  apply: (parts) =>
    rewriting(parts, (text) => text.replace(/^NEW_CHG(?:_AVAILABLE\w+)?$/gm, 'NEW_CHG_AVAILABLE')),
};
