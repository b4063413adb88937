import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'Content is escaped for a web page.',
  apply: (parts) =>
    changingContent(parts, (content) => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
};
