import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D2'],
  text: 'DISCONNECTED is answered, but the user stays connected as long as the connection is open.',
  apply: (parts) => aroundCommands(parts, ['DISCONNECTED'], () => Promise.resolve(done())),
};
