import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'Ten changes wait for a user; those behind them are lost.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async send(draft) {
        const id = await parts.messages.send(draft);
        await parts.pool.query(
          `delete from pending_change where message_id = $1
           and 10 < (select count(*) from pending_change others where others.user_id = pending_change.user_id)`,
          [id],
        );
        return id;
      },
    },
  }),
};
