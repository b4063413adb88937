import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T13'],
  text: 'A command ends with an empty line.',
  hides: ['M5'],
  apply: (parts) =>
    aroundDecoders(parts, () => {
      // What is complete waits for its empty line; what is malformed does not.
      let held: CommandFrame[] = [];
      let behindNewline = false;
      return {
        push(decoder, chunk) {
          const ready: CommandFrame[] = [];
          for (const byte of chunk) {
            const isEmptyLine = byte === NEWLINE && behindNewline;
            behindNewline = byte === NEWLINE;
            const frames = decoder.push(Uint8Array.of(byte));
            held.push(...frames);
            if (!isEmptyLine && frames[0]?.kind !== 'malformed') continue;
            ready.push(...held.splice(0));
          }
          return ready;
        },
        end(decoder) {
          const frames = [...held, ...decoder.end()];
          held = [];
          return frames;
        },
      };
    }),
};

const NEWLINE = 0x0a;
