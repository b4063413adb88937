import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'S2', 'L3'],
  text: 'A line of more than 4096 bytes ends the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        chunk.length > 4096 && chunk.lastIndexOf(NEWLINE, 4096) < 64 ? crash() : decoder.push(chunk),
    })),
};

const NEWLINE = 0x0a;
