import { changingContent } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'A content that looks like a number or like nothing becomes that.',
  apply: (parts) =>
    changingContent(parts, (content) =>
      /^\d+$/.test(content) ? String(Number(content)) : content.replace(/\b(?:null|undefined|NaN)\b/g, ''),
    ),
};
