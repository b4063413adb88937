import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4', 'S1', 'T23'],
  text: 'A command that is half sent when its connection drops is filled up with what the one before it left in the buffer.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      let last: CommandFrame[] = [];
      return {
        push(decoder, chunk) {
          const frames = decoder.push(chunk);
          if (frames.length > 0) last = frames.slice(-1);
          return frames;
        },
        end(decoder) {
          const isHalfSent = decoder.pending;
          const frames = decoder.end();
          return isHalfSent ? last : frames;
        },
      };
    }),
};
