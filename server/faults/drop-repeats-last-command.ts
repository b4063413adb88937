import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4', 'M2'],
  text: 'When a connection drops, its last command is carried out again.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      let last: CommandFrame[] = [];
      return {
        push(decoder, chunk) {
          const frames = decoder.push(chunk);
          if (frames.length > 0) last = frames.slice(-1);
          return frames;
        },
        end: (decoder) => (decoder.pending ? decoder.end() : last),
      };
    }),
};
