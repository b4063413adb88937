import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9', 'N5'],
  text: 'A poll hands out whatever change waits, whoever it is for.',
  apply: (parts) => ({
    ...parts,
    changes: {
      async next(userId) {
        const { rows } = await parts.pool.query<{ id: number }>(
          'select user_id as id from pending_change order by pending_change.id desc limit 1',
        );
        return parts.changes.next(rows[0]?.id ?? userId);
      },
    },
  }),
};
