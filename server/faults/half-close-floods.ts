import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T24', 'T26'],
  text: 'After a half-close the server reads nothing again and again, and answers it each time.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      end: (decoder) => [...decoder.end(), ...Array.from({ length: FLOOD }, () => NOTHING)],
    })),
};

/** More than any client should put up with. */
const FLOOD = 100_000;
const NOTHING: CommandFrame = { kind: 'malformed', reason: 'nothing was said' };
