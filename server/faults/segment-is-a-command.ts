import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T7'],
  text: 'What one segment holds is taken for a whole command.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) => [...decoder.push(chunk), ...decoder.end()],
    })),
};
