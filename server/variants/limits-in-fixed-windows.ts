import { countingBy } from '../around/limits.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: "A window begins with a user's first message and ends after its time, whatever was sent in it.",
  hides: [],
  apply: (parts) =>
    countingBy(parts, ({ events, spanMs }) => {
      let beganMs = -Infinity;
      let count = 0;
      return {
        hasRoom: (now) => now - beganMs >= spanMs || count < events,
        count(now) {
          if (now - beganMs >= spanMs) [beganMs, count] = [now, 0];
          count += 1;
        },
      };
    }),
};
