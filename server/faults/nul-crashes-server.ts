import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'L3', 'S5'],
  text: 'A NUL ends the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) => (chunk.includes(0) ? crash() : decoder.push(chunk)),
    })),
};
