import { readInfo } from './message-info.ts';
import type { Change, DataLine, Reply } from './played.ts';

/**
 * The changes in a reply. Each `type` announces one; a server may hand out one or all of them in one reply (N9), with
 * a `type` each, one `type` and several `message` lines, or a JSON array. A `type` of the server's own is a change where
 * the id of a message goes with it; otherwise it may be how the server says that there are none (N9).
 */
export function changesIn(reply: Reply): Change[] {
  return announcedIn(reply)
    .flatMap(changesOf)
    .filter((change) => isChangeType(change.type) || namesMessage(change));
}

function namesMessage({ messageId, info = '' }: Change): boolean {
  return [messageId, readInfo(info).id].some((id) => id !== undefined && /^[1-9]\d*$/.test(id));
}

/** Whether a reply announces a change without giving what the protocol asks for with it, so far. */
export function isUnfinished(reply: Reply): boolean {
  const last = announcedIn(reply).at(-1);
  return last !== undefined && isChangeType(last.type) && changesOf(last).length === 0;
}

/** The three types the protocol knows. */
export function isChangeType(type: string): boolean {
  return type === 'new_message' || type === 'message_updated' || type === 'message_deleted';
}

/** A `type` and the lines that go with it. */
interface Announced {
  readonly type: string;
  readonly lines: DataLine[];
}

/** What a type announces stands behind it; or, where the last line is a type, in front of it: no clause says which. */
function announcedIn({ data }: Reply): Announced[] {
  const telling = data.filter(({ key }) => key === 'type' || key === 'message' || key === 'message-id');
  const isBehind = telling[0]?.key === 'type' || telling.at(-1)?.key !== 'type';
  const announced: Announced[] = [];
  for (const line of isBehind ? telling : telling.reverse()) {
    if (line.key === 'type') announced.push({ type: line.value.trim(), lines: [] });
    else announced.at(-1)?.lines.push(line);
  }
  if (isBehind) return announced;
  return announced.reverse().map(({ type, lines }) => ({ type, lines: lines.reverse() }));
}

function changesOf({ type, lines }: Announced): Change[] {
  const ids = lines.filter(({ key }) => key === 'message-id').map(({ value }) => value.trim());
  const infos = lines.filter(({ key }) => key === 'message').flatMap(({ value }) => entries(value));
  // A deletion is told by its id; a message beside it may be a text for people (T6).
  if (type === 'message_deleted' && ids.length > 0) return ids.map((messageId) => ({ type, messageId }));
  const isPaired = ids.length === infos.length;
  return infos.map((info, index) => {
    const messageId = isPaired ? ids[index] : undefined;
    return { type, info, ...(messageId !== undefined && { messageId }) };
  });
}

/** The elements of a JSON array of objects, each as JSON; any other information is one. */
function entries(value: string): string[] {
  if (!/^\s*\[\s*\{/.test(value)) return [value];
  try {
    const parsed: unknown = JSON.parse(value);
    const isList =
      Array.isArray(parsed) && parsed.every((entry) => typeof entry === 'object' && entry !== null);
    return isList ? parsed.map((entry) => JSON.stringify(entry)) : [value];
  } catch (error) {
    // No JSON after all, or nested deeper than JSON can be written.
    if (error instanceof SyntaxError || error instanceof RangeError) return [value];
    throw error;
  }
}
