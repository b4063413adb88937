import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T15'],
  text: 'The lines of answers end with CRLF.',
  hides: [],
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) =>
      Buffer.from(Buffer.from(parts.encodeAnswer(answer)).toString().replaceAll('\n', '\r\n')),
  }),
};
