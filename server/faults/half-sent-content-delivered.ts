import { countCodePoints } from '../../wire/code-points.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M5'],
  text: 'Content that the end of its connection cuts off is sent as it is.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      let text = '';
      return {
        push(decoder, chunk) {
          const frames = decoder.push(chunk);
          text = frames.length > 0 ? '' : text + Buffer.from(chunk).toString();
          return frames;
        },
        end(decoder) {
          const content = /^message-length:.*\ncontent:(.*)\n?$/m.exec(text)?.[1];
          if (content === undefined) return decoder.end();
          decoder.end();
          const length = `message-length:${countCodePoints(content)}`;
          return decoder.push(Buffer.from(`${text.trimEnd().replace(/^message-length:.*$/m, length)}\n`));
        },
      };
    }),
};
