import { changingAnswers } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T4', 'T5', 'T3'],
  text: 'The first data line stands on the status line.',
  apply: (parts) => changingAnswers(parts, (text) => text.replace(/\n(?=.)/, ' ')),
};
