import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'Every message is stored twice.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async send(draft) {
        const id = await parts.messages.send(draft);
        if (id !== undefined) await parts.messages.send(draft);
        return id;
      },
    },
  }),
};
