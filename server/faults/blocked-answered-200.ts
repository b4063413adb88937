import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B4'],
  text: "A blocked user's message is answered 200, though it is not delivered.",
  apply: (parts) => ({
    ...parts,
    messages: { ...parts.messages, send: async (draft) => (await parts.messages.send(draft)) ?? 1 },
  }),
};
