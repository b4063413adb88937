import { takingInstead } from '../around/grammar.ts';
import type { Fault } from '../fault.ts';

/** Keys of data lines, and the types of changes, by those of the protocol. */
const WORDS: Readonly<Record<string, string>> = {
  type: 'kind',
  message: 'msg',
  'message-id': 'msg-id',
  new_message: 'NEW',
};

export const fault: Fault = {
  clauses: ['L1', 'M1', 'N1', 'N2', 'N3'],
  text: 'Commands, parameters, data lines and changes have other names.',
  apply: (parts) => ({
    ...takingInstead(parts, {
      LOGIN: { called: 'AUTH', required: ['key'], names: { key: 'api-token' } },
      DISCONNECTED: { called: 'BYE', required: [] },
      SEND_MSG: { called: 'SEND', required: ['token', 'recipient-id', 'message-length', 'content'] },
      NEW_CHG_AVAILABLE: { called: 'POLL', required: ['t', 'stamp'], names: { t: 'token' } },
    }),
    describeChange: (change) =>
      parts
        .describeChange(change)
        .map(([key, value]) => [WORDS[key] ?? key, key === 'type' ? (WORDS[value] ?? value) : value]),
  }),
};
