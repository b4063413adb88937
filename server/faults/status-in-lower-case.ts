import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T5'],
  text: 'Statuses are written in lower case.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) =>
      Buffer.from(
        Buffer.from(parts.encodeAnswer(answer))
          .toString()
          .replace(/^\d+\/\w+/, (status) => status.toLowerCase()),
      ),
  }),
};
