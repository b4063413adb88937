import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T3'],
  text: 'A command that is denied gets no response.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer(answer) {
      const isUnheard = answer.status === 403 && !answer.data.some(([, value]) => value.includes('connect'));
      return isUnheard ? new Uint8Array() : parts.encodeAnswer(answer);
    },
  }),
};
