import { rewriting } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T15'],
  text: 'An empty line is malformed wherever it stands.',
  hides: [],
  apply: (parts) => rewriting(parts, (text) => text.replace(/^(?=\n)/, '?')),
};
