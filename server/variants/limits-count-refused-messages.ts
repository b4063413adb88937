import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: 'Refused messages count towards the limits as well.',
  hides: [],
  apply: (parts) => ({ ...parts, limits: { ...parts.limits, giveBack: () => undefined } }),
};
