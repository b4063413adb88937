import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N3', 'X2'],
  text: 'A deletion is told with another id.',
  apply: (parts) => ({
    ...parts,
    describeChange: ({ type, message }) =>
      parts.describeChange({
        type,
        message: { ...message, id: message.id + (type === 'message_deleted' ? 1 : 0) },
      }),
  }),
};
