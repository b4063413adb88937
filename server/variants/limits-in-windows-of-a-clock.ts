import { countingBy } from '../around/limits.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: 'Windows begin when a clock says so, for all users alike.',
  hides: [],
  apply: (parts) =>
    countingBy(parts, ({ events, spanMs }) => {
      let window = -1;
      let count = 0;
      const windowAt = (now: number) => Math.floor(now / spanMs);
      return {
        hasRoom: (now) => windowAt(now) !== window || count < events,
        count(now) {
          if (windowAt(now) !== window) [window, count] = [windowAt(now), 0];
          count += 1;
        },
      };
    }),
};
