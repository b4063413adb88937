import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Decoder } from '../parts.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T21'],
  text: 'Behind a malformed command each line up to the next command is answered 416 as well.',
  hides: [],
  apply: (parts) =>
    aroundDecoders(parts, () => {
      let isLost = false;
      let line = '';
      const take = (decoder: Decoder, piece: Uint8Array): CommandFrame[] => {
        const frames = decoder.push(piece);
        line += Buffer.from(piece).toString('latin1');
        if (!line.endsWith('\n')) return frames;
        const isBad = isLost && frames.length === 0 && !parts.commands.has(line.trimEnd());
        isLost = isBad || frames.at(-1)?.kind === 'malformed';
        line = '';
        return isBad ? [{ kind: 'malformed', reason: 'no such command' }] : frames;
      };
      return {
        push(decoder, chunk) {
          const frames: CommandFrame[] = [];
          for (let at = 0; at < chunk.length;) {
            const newline = chunk.indexOf(NEWLINE, at);
            const end = newline === -1 ? chunk.length : newline + 1;
            frames.push(...take(decoder, chunk.subarray(at, end)));
            at = end;
          }
          return frames;
        },
      };
    }),
};

const NEWLINE = 0x0a;
