import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2', 'S1'],
  text: 'A malformed command is answered by carrying out the one before it again.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      let previous: CommandFrame | undefined;
      return {
        push: (decoder, chunk) =>
          decoder.push(chunk).map((frame) => {
            if (frame.kind === 'command') previous = frame;
            return previous ?? frame;
          }),
      };
    }),
};
