import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T7', 'M7'],
  text: 'Each segment is decoded for itself, which damages a character that is split between two.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) => decoder.push(Buffer.from(Buffer.from(chunk).toString())),
    })),
};
