import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T13', 'T23'],
  text: 'An unfinished command is waited for as long as its connection is open.',
  hides: [],
  apply: (parts) => ({ ...parts, options: { ...parts.options, idleMs: 2 ** 31 - 1 } }),
};
