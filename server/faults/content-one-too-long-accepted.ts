import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M8'],
  text: 'Content one character past the greatest length is accepted.',
  apply: (parts) => ({
    ...parts,
    options: { ...parts.options, maxMessageLength: parts.options.maxMessageLength + 1 },
  }),
};
