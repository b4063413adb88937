import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X1', 'X2'],
  text: 'A message that was updated cannot be deleted.',
  apply(parts) {
    const updated = new Set<number>();
    return {
      ...parts,
      messages: {
        ...parts.messages,
        update(edit) {
          updated.add(edit.messageId);
          return parts.messages.update(edit);
        },
        remove: (removal) =>
          updated.has(removal.messageId) ? Promise.resolve(false) : parts.messages.remove(removal),
      },
    };
  },
};
