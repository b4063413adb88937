import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'L3', 'S2', 'M7', 'U2'],
  text: 'A %n from outside, taken for a conversion, ends the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) => (Buffer.from(chunk).includes('%n') ? crash() : decoder.push(chunk)),
    })),
};
