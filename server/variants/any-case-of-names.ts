import { rewriting } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T18'],
  text: 'Command names may be written in any case.',
  hides: [],
  apply: (parts) =>
    rewriting(parts, (text) => text.replace(/^[a-z]+(?:_[a-z]+)*$/gim, (name) => name.toUpperCase())),
};
