import { aroundCommands, asRole } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B5'],
  text: 'A member may ban users.',
  apply: (parts) => aroundCommands(parts, ['BAN_USER'], asRole('member', 'admin')),
};
