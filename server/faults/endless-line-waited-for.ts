import { CommandDecoder } from '../../wire/command-decoder.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T25'],
  text: 'A line is read until its newline comes, however long it is.',
  apply: (parts) => ({
    ...parts,
    options: { ...parts.options, idleMs: 60_000 },
    createDecoder: () => new CommandDecoder(parts.commands, { lineBytes: LIMIT, frameBytes: LIMIT }),
  }),
};

const LIMIT = 16 * 1024 * 1024;
