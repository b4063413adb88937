import { rewriting } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T17'],
  text: 'Parameters that a command does not have are ignored.',
  hides: [],
  apply: (parts) =>
    rewriting(parts, (text) =>
      text.replace(
        /^(?!(?:api-token|token|recipient-id|message-id|message-length|content|user-id):)[a-z-]+:.*\n/gm,
        '',
      ),
    ),
};
