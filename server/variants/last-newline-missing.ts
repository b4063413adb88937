import { changingAnswers } from '../around/answers.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T14'],
  text: 'Answers have no newline behind their last line.',
  hides: ['T8', 'T7', 'M3'],
  apply: (parts) => changingAnswers(parts, (text) => text.slice(0, -1)),
};
