import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'The information of a message names a wrong recipient.',
  apply: (parts) => ({
    ...parts,
    describeChange: ({ type, message }) =>
      parts.describeChange({ type, message: { ...message, receiver_id: message.receiver_id + 1 } }),
  }),
};
