import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T2', 'M7', 'U2'],
  text: 'A line is split at each colon, and of a content what stands before the second one is left.',
  apply: (parts) => changingContent(parts, (content) => content.split(':', 1).join()),
};
