import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M8'],
  text: 'Content of exactly the greatest length is refused.',
  apply: (parts) => ({
    ...parts,
    options: { ...parts.options, maxMessageLength: parts.options.maxMessageLength - 1 },
  }),
};
