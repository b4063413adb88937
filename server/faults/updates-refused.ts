import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U1'],
  text: 'Every update is denied.',
  apply: (parts) => ({ ...parts, messages: { ...parts.messages, update: () => Promise.resolve(false) } }),
};
