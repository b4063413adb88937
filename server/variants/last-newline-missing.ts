import { changingAnswers } from '../around/answers.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T14'],
  text: 'Answers have no newline behind their last line.',
  hides: ['T8', 'R1', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'T22'],
  apply: (parts) => changingAnswers(parts, (text) => text.slice(0, -1)),
};
