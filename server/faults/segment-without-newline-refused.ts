import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T7'],
  text: 'A segment that does not end with a newline is refused as malformed.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push(decoder, chunk) {
        if (chunk.at(-1) === NEWLINE) return decoder.push(chunk);
        decoder.end();
        return [{ kind: 'malformed', reason: 'no newline' }];
      },
    })),
};

const NEWLINE = 0x0a;
