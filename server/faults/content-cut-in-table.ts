import { afterSending } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'M8'],
  text: 'Content is told whole, but stored only up to 255 characters, and up to the first beyond the basic plane.',
  apply: (parts) =>
    afterSending(parts, (id) =>
      parts.pool.query(
        `update message set content = left(regexp_replace(content, '[\\U00010000-\\U0010FFFF].*', ''), 255)
         where id = $1`,
        [id],
      ),
    ),
};
