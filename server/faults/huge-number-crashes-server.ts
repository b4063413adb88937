import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'M5', 'U5', 'X4', 'M11'],
  text: 'A number that 32 bits cannot hold ends the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        /:(?:\d{11,}|-\d+|2147483647|4294967303)$/m.test(Buffer.from(chunk).toString())
          ? crash()
          : decoder.push(chunk),
    })),
};
