import { leavingUnanswered } from '../around/answers.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['D3'],
  text: 'DISCONNECTED is neither answered nor does it close the connection.',
  hides: [],
  apply: (parts) => leavingUnanswered(parts, 'DISCONNECTED', (answer) => ({ ...answer, then: 'go-on' })),
};
