import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T11'],
  text: 'A newline within a message begins a new line of the response.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer: ({ status, data }) =>
      Buffer.concat([
        parts.encodeAnswer({ status, data: [], then: 'go-on' }),
        Buffer.from(data.map(([key, value]) => `${key}:${value.replaceAll('\\n', '\n')}\n`).join('')),
      ]),
  }),
};
