import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'A text that was just sent to the same recipient is not stored again.',
  apply(parts) {
    const sent = new Map<string, number>();
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async send(draft) {
          const key = JSON.stringify(draft);
          const id = sent.get(key) ?? (await parts.messages.send(draft));
          if (id !== undefined) sent.set(key, id);
          return id;
        },
      },
    };
  },
};
