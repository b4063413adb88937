import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A message can be updated once; later updates are answered 200 and lost.',
  apply(parts) {
    const updated = new Set<number>();
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async update(edit) {
          const isDone = updated.has(edit.messageId) || (await parts.messages.update(edit));
          if (isDone) updated.add(edit.messageId);
          return isDone;
        },
      },
    };
  },
};
