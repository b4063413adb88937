import { countCodePoints } from '../../wire/code-points.ts';
import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M3', 'M5'],
  text: 'message-length is taken to count bytes.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(/^message-length:(\d+)\ncontent:(.*)$/gm, (whole, length: string, content: string) => {
        if (Buffer.byteLength(content) === countCodePoints(content)) return whole;
        const right = Buffer.byteLength(content) === Number(length) ? countCodePoints(content) : 0;
        return `message-length:${right}\ncontent:${content}`;
      }),
    ),
};
