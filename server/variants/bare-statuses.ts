import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T6'],
  text: 'A refusal is its status and nothing else.',
  hides: [],
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) => parts.encodeAnswer(answer.status === 200 ? answer : { ...answer, data: [] }),
  }),
};
