import { leavingUnanswered } from '../around/answers.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['D3'],
  text: 'DISCONNECTED closes the connection without an answer.',
  hides: [],
  apply: (parts) => leavingUnanswered(parts, 'DISCONNECTED', (answer) => answer),
};
