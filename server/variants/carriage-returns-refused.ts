import { rewriting } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T15'],
  text: 'A line that ends with CRLF is malformed.',
  hides: [],
  apply: (parts) => rewriting(parts, (text) => text.replaceAll('\r\n', '\0\n')),
};
