import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A key of more than 4096 bytes ends the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        /^[^:\n]{4096,}:/m.test(Buffer.from(chunk).toString('latin1')) ? crash() : decoder.push(chunk),
    })),
};
