import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T4', 'T5'],
  text: 'The first data line stands on the status line.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) =>
      Buffer.from(
        Buffer.from(parts.encodeAnswer(answer))
          .toString()
          .replace(/\n(?=.)/, ' '),
      ),
  }),
};
