import { countCodePoints } from '../../wire/code-points.ts';
import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M6'],
  text: 'Content goes to the end of its line at most.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(/^message-length:(\d+)\ncontent:(.*)$/gm, (whole, length: string, content: string) =>
        countCodePoints(content) < Number(length) && text.endsWith('\n')
          ? `message-length:0\ncontent:${content}`
          : whole,
      ),
    ),
};
