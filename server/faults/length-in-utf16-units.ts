import { countCodePoints } from '../../wire/code-points.ts';
import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M4'],
  text: 'A character beyond the basic plane counts two.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(/^message-length:(\d+)\ncontent:(.*)$/gm, (whole, length: string, content: string) => {
        if (content.length === countCodePoints(content)) return whole;
        const right = content.length === Number(length) ? countCodePoints(content) : 0;
        return `message-length:${right}\ncontent:${content}`;
      }),
    ),
};
