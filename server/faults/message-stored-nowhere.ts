import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'A message is answered 200 and stored nowhere.',
  apply(parts) {
    let id = 1_000_000;
    return { ...parts, messages: { ...parts.messages, send: () => Promise.resolve(++id) } };
  },
};
