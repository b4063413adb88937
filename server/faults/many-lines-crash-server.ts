import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'More than a thousand lines in a row without a command end the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        chunk.filter((byte) => byte === NEWLINE).length > 1000 ? crash() : decoder.push(chunk),
    })),
};

const NEWLINE = 0x0a;
