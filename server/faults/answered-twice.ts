import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T26'],
  text: 'Every command is answered twice.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer(answer) {
      const bytes = parts.encodeAnswer(answer);
      return Buffer.concat([bytes, bytes]);
    },
  }),
};
