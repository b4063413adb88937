import { changingAnswers } from '../around/answers.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T15'],
  text: 'The lines of answers end with CRLF.',
  hides: [],
  apply: (parts) => changingAnswers(parts, (text) => text.replaceAll('\n', '\r\n')),
};
