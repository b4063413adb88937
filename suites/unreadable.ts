import type { InfoForm } from './learnt.ts';
import type { Change } from './played.ts';

export const UNREADABLE =
  'message information is written in a way that shows nothing of what was sent, so that nobody can tell which message it is about';

/**
 * Whether one of these changes may be about a message with this content, though nothing shows it: no information of the
 * target has been readable so far, and this one is long enough to hold the content.
 */
export function mayBeHidden(
  changes: readonly Change[],
  { type, content, form }: { type: string; content: string; form: InfoForm },
): boolean {
  if (form !== 'unreadable') return false;
  const bytes = Buffer.byteLength(content);
  return changes.some(({ type: told, info = '' }) => told === type && Buffer.byteLength(info) >= bytes);
}
