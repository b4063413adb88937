import { rewriting } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2'],
  text: 'A parameter may do without its colon.',
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(/^(token|api-token|recipient-id|message-id|user-id|content)(?!:)(.*)$/gm, '$1:$2'),
    ),
};
