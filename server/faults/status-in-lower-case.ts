import { changingAnswers } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T5'],
  text: 'Statuses are written in lower case.',
  apply: (parts) =>
    changingAnswers(parts, (text) => text.replace(/^\d+\/\w+/, (status) => status.toLowerCase())),
};
