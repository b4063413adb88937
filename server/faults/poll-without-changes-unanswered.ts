import { leavingUnanswered } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N7', 'T3'],
  text: 'A poll without changes is not answered.',
  apply: (parts) =>
    leavingUnanswered(parts, 'NEW_CHG_AVAILABLE', (answer) =>
      answer.data.length === 0 ? answer : undefined,
    ),
};
