import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T6'],
  text: "Every answer has data lines of the server's own, before and behind the others.",
  hides: [],
  apply: (parts) => ({
    ...parts,
    encodeAnswer: (answer) =>
      parts.encodeAnswer({
        ...answer,
        data: [['server', 'tchatator: the friendly one'], ...answer.data, ['uptime', '42'], ['note', '']],
      }),
  }),
};
