import { changingInformation } from '../around/messages.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'Content is stored as it would stand in a URL, and told as it was sent.',
  hides: ['M7', 'M8', 'R4', 'U1'],
  apply: (parts) => ({
    ...changingInformation(parts, ({ message: { content } }) => ({ content: decodeURIComponent(content) })),
    messages: {
      ...parts.messages,
      send: (draft) => parts.messages.send({ ...draft, content: encodeURIComponent(draft.content) }),
      update: (edit) => parts.messages.update({ ...edit, content: encodeURIComponent(edit.content) }),
    },
  }),
};
