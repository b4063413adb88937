import type { CommandFrame } from '../../wire/command-assembly.ts';
import type { Client } from '../client.ts';
import type { Decoder, Parts } from '../parts.ts';

/** What to do otherwise than a decoder does. */
export interface Reading {
  /** Whether something has come that the end would settle. */
  pending?(decoder: Decoder): boolean;
  /** Takes a chunk in the decoder's stead. */
  push?(decoder: Decoder, chunk: Uint8Array): CommandFrame[];
  /** Takes the end in the decoder's stead. */
  end?(decoder: Decoder): CommandFrame[];
}

/** Lets each connection's bytes be read otherwise; `create` makes what is remembered of one connection. */
export function aroundDecoders(parts: Parts, create: (client: Client) => Reading): Parts {
  return {
    ...parts,
    createDecoder(client) {
      const decoder = parts.createDecoder(client);
      const reading = create(client);
      return {
        get pending() {
          return reading.pending?.(decoder) ?? decoder.pending;
        },
        push: (chunk) => reading.push?.(decoder, chunk) ?? decoder.push(chunk),
        end: () => reading.end?.(decoder) ?? decoder.end(),
      };
    },
  };
}

/**
 * Changes what whole lines say, the newlines included, before they are read. A line that does not end, or is not UTF-8,
 * stays as it is.
 */
export function rewriting(parts: Parts, rewrite: (lines: string) => string): Parts {
  return aroundDecoders(parts, () => {
    let held = Buffer.alloc(0);
    const take = (bytes: number) => {
      const taken = held.subarray(0, bytes);
      held = held.subarray(bytes);
      const text = taken.toString();
      return Buffer.from(text).equals(taken) ? Buffer.from(rewrite(text)) : taken;
    };
    return {
      pending: (decoder) => held.length > 0 || decoder.pending,
      push(decoder, chunk) {
        held = Buffer.concat([held, chunk]);
        const whole = held.length > LONGEST_LINE ? held.length : held.lastIndexOf('\n') + 1;
        return decoder.push(take(whole));
      },
      end: (decoder) => [...decoder.push(take(held.length)), ...decoder.end()],
    };
  });
}

/** In bytes; more than any line that there is a reason to change. */
const LONGEST_LINE = 16_384;
