import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import { afterRefusals, keepUntold } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'R4', 'A1', 'A2', 'A3'],
  text: 'A message that is refused, whatever for, is stored all the same, though nobody is told.',
  apply(parts) {
    const storing = afterRefusals(parts, async ({ command, userId, text, number }) => {
      if (command !== 'SEND_MSG') return;
      await keepUntold(parts, {
        senderId: userId,
        recipientId: number('recipient-id'),
        content: text('content'),
      });
    });
    return aroundDecoders(storing, () => ({
      push: (decoder, chunk) =>
        decoder.push(chunk).map((frame) => withContent(frame, Buffer.from(chunk).toString())),
    }));
  },
};

/** A message whose length is wrong is malformed before its content is understood. */
function withContent(frame: CommandFrame, text: string): CommandFrame {
  const { command } = frame;
  const value = /^content:(.*)$/m.exec(text)?.[1];
  if (frame.kind === 'command' || command?.name !== 'SEND_MSG' || value === undefined) return frame;
  const others = command.parameters.filter(({ key }) => key !== 'content');
  return { ...frame, command: { ...command, parameters: [...others, { key: 'content', value }] } };
}
