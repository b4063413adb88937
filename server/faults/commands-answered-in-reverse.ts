import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T8'],
  text: 'Several commands in one segment are answered last come, first served.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({ push: (decoder, chunk) => decoder.push(chunk).reverse() })),
};
