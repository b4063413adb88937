import { aroundCommands, withValues } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S3', 'S4'],
  text: 'Of an id the digits in front count, and where there are none it is 0.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG', 'UPDT_MSG', 'DEL_MSG', 'BLOCK_USER', 'BAN_USER'], (request, next) => {
      const ids = [...request.parameters].filter(([key]) => key.endsWith('-id'));
      const read = ids.map(([key, value]) => [key, /^\d+/.exec(value)?.[0] ?? '0'] as const);
      return next(withValues(request, Object.fromEntries(read)));
    }),
};
