import { countCodePoints } from '../../wire/code-points.ts';
import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M3', 'M7'],
  text: 'As many bytes of the content are taken as message-length says; what is left stands before the next command.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(/^message-length:(\d+)\ncontent:(.*)$/gm, (whole, length: string, content: string) => {
        const bytes = Buffer.from(content);
        if (countCodePoints(content) !== Number(length) || bytes.length === Number(length)) return whole;
        const taken = bytes.subarray(0, Number(length)).toString();
        const rest = bytes.subarray(Number(length)).toString();
        return `message-length:${countCodePoints(taken)}\ncontent:${taken}\n${rest}`;
      }),
    ),
};
