import { latestOf } from '../around/messages.ts';
import { afterRefusals } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'U3', 'X3', 'A1', 'A3'],
  text: "An update or a deletion that is refused is stored all the same, at its user's latest message where it names none; nobody is told.",
  apply: (parts) =>
    afterRefusals(parts, async ({ command, userId, text, number }) => {
      if (command !== 'UPDT_MSG' && command !== 'DEL_MSG') return;
      const change = command === 'DEL_MSG' ? 'deleted = true' : 'content = $2';
      const values = command === 'DEL_MSG' ? [] : [text('content')];
      const { rowCount } = await parts.pool.query(`update message set ${change} where id = $1`, [
        number('message-id'),
        ...values,
      ]);
      const latest = rowCount === 0 ? await latestOf(parts, userId) : undefined;
      if (latest !== undefined)
        await parts.pool.query(`update message set ${change} where id = $1`, [latest, ...values]);
    }),
};
