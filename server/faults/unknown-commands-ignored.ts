import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2', 'S5'],
  text: 'A line that is no command is passed over in silence.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      const heard = (frames: CommandFrame[]) =>
        frames.filter((frame) => frame.kind === 'command' || frame.command !== undefined);
      return {
        push: (decoder, chunk) => heard(decoder.push(chunk)),
        end: (decoder) => heard(decoder.end()),
      };
    }),
};
