import { limiting } from '../around/limits.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R3'],
  text: 'A user may send one message more in a minute, and in an hour, than the configuration says.',
  apply: (parts) => limiting(parts, (limit) => limit + 1),
};
