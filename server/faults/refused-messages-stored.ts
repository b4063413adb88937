import { afterRefusals, keepUntold } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'R4', 'A1', 'A2', 'A3'],
  text: 'A message that is refused, whatever for, is stored all the same, though nobody is told.',
  apply: (parts) =>
    afterRefusals(parts, async ({ command, userId, text, number }) => {
      if (command !== 'SEND_MSG') return;
      await keepUntold(parts, {
        senderId: userId,
        recipientId: number('recipient-id') === 0 ? userId : number('recipient-id'),
        content: text('content'),
      });
    }),
};
