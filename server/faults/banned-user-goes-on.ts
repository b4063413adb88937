import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B6'],
  text: 'A banned user who is connected goes on.',
  apply: (parts) => ({ ...parts, sessions: { ...parts.sessions, revoke: () => undefined } }),
};
