import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T4'],
  text: 'The text of a refusal stands on a line without key and colon.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer: ({ status, data, then }) =>
      Buffer.concat([
        parts.encodeAnswer({ status, data: status === 200 ? data : [], then }),
        Buffer.from(status === 200 ? '' : 'sorry\n'),
      ]),
  }),
};
