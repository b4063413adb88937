import { CommandDecoder } from '../../wire/command-decoder.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T25'],
  text: 'A line is read until its newline comes, however long it is.',
  apply: (parts) => ({
    ...parts,
    createDecoder: () =>
      new CommandDecoder(parts.commands, { lineBytes: 16 * 1024 * 1024, frameBytes: 16 * 1024 * 1024 }),
  }),
};
