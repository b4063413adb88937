import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['U4', 'X3'],
  text: "Administrators may update and delete anybody's messages.",
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['UPDT_MSG', 'DEL_MSG'], async (request, next) => {
      const { client } = request;
      if (client.account?.role !== 'admin') return next(request);
      const { rows } = await parts.pool.query<{ sender: number }>(
        'select sender_id as sender from message where id::text = $1',
        [request.parameters.get('message-id')],
      );
      const id = rows[0]?.sender ?? client.account.id;
      return next({ ...request, client: { ...client, account: { ...client.account, id } } });
    }),
};
