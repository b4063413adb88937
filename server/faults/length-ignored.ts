import { countCodePoints } from '../../wire/code-points.ts';
import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M5', 'S3', 'S4'],
  text: 'message-length is not looked at: content goes to the end of its line.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(
        /^message-length:.*\ncontent:(.*)$/gm,
        (_, content: string) => `message-length:${countCodePoints(content)}\ncontent:${content}`,
      ),
    ),
};
