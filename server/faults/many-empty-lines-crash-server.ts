import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A thousand empty lines in a row end the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        Buffer.from(chunk).includes('\n'.repeat(1000)) ? crash() : decoder.push(chunk),
    })),
};
