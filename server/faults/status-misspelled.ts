import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T5'],
  text: '403 is called FORBIDDEN.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) =>
      Buffer.from(
        Buffer.from(parts.encodeAnswer(answer))
          .toString()
          .replace(/^403\/DENIED/, '403/FORBIDDEN'),
      ),
  }),
};
