import { rewriting } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T15'],
  text: 'Empty lines between the lines of a command are ignored.',
  hides: [],
  apply: (parts) =>
    rewriting(parts, (text) => text.replace(/^((?:[A-Z_]+|(?!content)[a-z-]+:.*)\n)\n+/gm, '$1')),
};
