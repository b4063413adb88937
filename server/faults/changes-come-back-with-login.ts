import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';
import type { Change } from '../store/changes.ts';

export const fault: Fault = {
  clauses: ['N5'],
  text: 'What was handed out comes back with the next LOGIN.',
  apply(parts) {
    const told = new Map<number, Change[]>();
    const again = new Map<number, Change[]>();
    return aroundCommands(
      {
        ...parts,
        changes: {
          async next(userId) {
            const change = again.get(userId)?.shift() ?? (await parts.changes.next(userId));
            if (change !== undefined) told.set(userId, [change]);
            return change;
          },
        },
      },
      ['LOGIN'],
      async (request, next) => {
        const answer = await next(request);
        const { account } = request.client;
        if (answer.status === 200 && account !== undefined) again.set(account.id, told.get(account.id) ?? []);
        return answer;
      },
    );
  },
};
