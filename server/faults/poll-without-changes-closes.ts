import { leavingUnanswered } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N7'],
  text: 'A poll without changes closes the connection.',
  apply: (parts) =>
    leavingUnanswered(parts, 'NEW_CHG_AVAILABLE', (answer) =>
      answer.status === 200 && answer.data.length === 0 ? { ...answer, then: 'close' } : undefined,
    ),
};
