import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T23', 'S2'],
  text: 'A command that lacks a parameter is dropped in silence when the next one begins.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      const heard = (frames: CommandFrame[]) =>
        frames.filter((frame) => frame.kind === 'command' || !frame.reason.endsWith(' is missing'));
      return {
        push: (decoder, chunk) => heard(decoder.push(chunk)),
        end: (decoder) => heard(decoder.end()),
      };
    }),
};
