import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T8'],
  text: 'Of several commands in one segment only the first is answered.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push(decoder, chunk) {
        const frames = decoder.push(chunk);
        if (frames.length > 1) decoder.end();
        return frames.slice(0, 1);
      },
    })),
};
