import { crash } from '../around/end.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12'],
  text: 'A thousand parameters in a row end the server.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        /(?:^[a-z]+:.*\n){1000}/m.test(Buffer.from(chunk).toString('latin1')) ? crash() : decoder.push(chunk),
    })),
};
