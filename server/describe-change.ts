import type { DataLine } from './answer.ts';
import type { Change } from './store/changes.ts';

/** The data lines of a change. A message is a JSON object, which keeps whatever it holds on one line. */
export function describeChange({ type, message }: Change): readonly DataLine[] {
  switch (type) {
    case 'new_message':
    case 'message_updated':
      return [
        ['type', type],
        ['message', JSON.stringify(message)],
      ];
    case 'message_deleted':
      return [
        ['type', type],
        ['message-id', String(message.id)],
      ];
  }
}
