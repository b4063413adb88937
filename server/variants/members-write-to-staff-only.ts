import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['M12'],
  text: 'Members may not write to members.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      if (request.client.account?.role !== 'member') return next(request);
      const { rowCount } = await parts.pool.query('select from member_user where user_id::text = $1', [
        request.parameters.get('recipient-id'),
      ]);
      return rowCount === 1 ? refused(403, 'members do not write to members') : next(request);
    }),
};
