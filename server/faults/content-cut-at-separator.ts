import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'A content ends at the first comma, semicolon or bar.',
  apply: (parts) => changingContent(parts, (content) => content.split(/[,;|]/, 1).join()),
};
