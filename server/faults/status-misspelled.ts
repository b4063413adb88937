import { changingAnswers } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T5'],
  text: '403 is called FORBIDDEN.',
  apply: (parts) => changingAnswers(parts, (text) => text.replace(/^403\/DENIED/, '403/FORBIDDEN')),
};
