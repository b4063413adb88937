import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'A content of more than 280 bytes is stored empty.',
  apply: (parts) => changingContent(parts, (content) => (Buffer.byteLength(content) > 280 ? '' : content)),
};
