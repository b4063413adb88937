import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N6'],
  text: "The information of a message holds its sender's token.",
  apply: (parts) => ({
    ...parts,
    changes: {
      async next(userId) {
        const change = await parts.changes.next(userId);
        if (change === undefined) return undefined;
        const { rows } = await parts.pool.query<{ api_token: string }>(
          'select api_token from user_account where account_id = $1',
          [change.message.sender_id],
        );
        return { ...change, message: { ...change.message, ...rows[0] } };
      },
    },
  }),
};
