import { setTimeout as sleep } from 'node:timers/promises';
import { aroundDispatch } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T3'],
  text: 'Every answer takes 150 ms.',
  hides: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'T22'],
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      await sleep(150);
      return next(arrival);
    }),
};
