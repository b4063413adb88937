import { countingUnder } from '../around/recipients.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R3'],
  text: 'Messages are counted for each recipient of a user apart.',
  apply: (parts) => countingUnder(parts, ({ sender, recipient }) => `${sender} ${recipient}`),
};
