import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X1'],
  text: 'Every deletion is denied.',
  apply: (parts) => ({ ...parts, messages: { ...parts.messages, remove: () => Promise.resolve(false) } }),
};
