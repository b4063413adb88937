import { loggingOutAfter } from '../around/answers.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T22'],
  text: 'After a command with a wrong token the session is lost.',
  apply: (parts) => loggingOutAfter(parts, 401),
};
