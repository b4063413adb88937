import { aroundCommands, asRole } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B2'],
  text: 'A member may block users.',
  apply: (parts) => aroundCommands(parts, ['BLOCK_USER'], asRole('member', 'pro')),
};
