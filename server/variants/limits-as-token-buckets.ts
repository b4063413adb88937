import { countingBy } from '../around/limits.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: 'The limits are buckets of tokens that fill up steadily.',
  hides: [],
  apply: (parts) =>
    countingBy(parts, ({ events, spanMs }) => {
      let tokens = events;
      let atMs = 0;
      const tokensAt = (now: number) => Math.min(events, tokens + ((now - atMs) * events) / spanMs);
      return {
        hasRoom: (now) => tokensAt(now) >= 1,
        count(now) {
          [tokens, atMs] = [tokensAt(now) - 1, now];
        },
      };
    }),
};
