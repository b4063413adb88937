import { countingUnder } from '../around/recipients.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R6'],
  text: 'The messages to a recipient are counted, whoever sends them.',
  apply: (parts) => countingUnder(parts, ({ recipient }) => recipient),
};
