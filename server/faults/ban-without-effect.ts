import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L5'],
  text: 'BAN_USER is answered 200 and bans nobody.',
  apply: (parts) => ({ ...parts, sanctions: { ...parts.sanctions, ban: () => Promise.resolve(true) } }),
};
