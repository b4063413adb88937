import { loggingOutAfter } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T22'],
  text: 'After a command that is denied the session is lost.',
  apply: (parts) => loggingOutAfter(parts, 403),
};
