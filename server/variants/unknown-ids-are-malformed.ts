import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['U5', 'M11', 'B7'],
  text: 'An id that nobody and nothing has is answered 416.',
  hides: [],
  apply: (parts) =>
    aroundCommands(
      parts,
      ['SEND_MSG', 'UPDT_MSG', 'DEL_MSG', 'BLOCK_USER', 'BAN_USER'],
      async (request, next) => {
        const answer = await next(request);
        if (answer.status !== 403) return answer;
        const message = Number(request.parameters.get('message-id') ?? 0);
        const user = Number(request.parameters.get('user-id') ?? request.parameters.get('recipient-id') ?? 0);
        const { rowCount } = await parts.pool.query(
          `select from message where id = $1::numeric union all select from account where id = $2::numeric`,
          [message, user],
        );
        return rowCount === 0 ? refused(416, 'there is no such id') : answer;
      },
    ),
};
