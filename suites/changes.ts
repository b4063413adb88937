import type { Change, Reply } from './played.ts';

/** What can be read of a message's information, whatever its form. */
export interface MessageInfo {
  readonly form: 'json' | 'text';
  readonly id?: string;
  readonly sender?: string;
  readonly recipient?: string;
  /** The content, when the information says which part of it that is. */
  readonly content?: string;
}

/** Names seen for the fields of the table `message`. */
const NAMES = {
  id: ['id', 'message_id', 'message-id', 'messageId', 'id_message'],
  sender: ['sender_id', 'sender-id', 'senderId', 'sender', 'id_sender', 'from'],
  recipient: [
    'receiver_id',
    'receiver-id',
    'receiverId',
    'recipient_id',
    'recipient-id',
    'recipientId',
    'receiver',
    'to',
  ],
  content: ['content', 'message', 'text', 'contenu'],
} as const;

/** How many columns the table `message` has, and where these stand in it. */
const COLUMNS = { count: 8, id: 0, sender: 3, recipient: 4, content: 7 };

/**
 * The changes in a reply. Each `type` line begins one; a server may hand out one or all of them in one reply (N9), with
 * a `type` each, one `type` and several `message` lines, or a JSON array.
 */
export function changesIn(reply: Reply): Change[] {
  const changes: Change[] = [];
  let type: string | undefined;
  let loose: string | undefined;
  for (const { key, value } of reply.data) {
    if (key === 'type') {
      type = value.trim();
      loose = undefined;
    } else if (type === undefined) continue;
    else if (key === 'message') {
      for (const info of entries(value))
        changes.push({ type, info, ...(loose !== undefined && { messageId: loose }) });
    } else if (key === 'message-id' && type === 'message_deleted') {
      changes.push({ type, messageId: value.trim() });
    } else if (key === 'message-id') {
      loose = value.trim();
      const last = changes.at(-1);
      if (last?.type === type && last.messageId === undefined)
        changes[changes.length - 1] = { ...last, messageId: loose };
    }
  }
  return changes;
}

/** Whether a reply announces a change without giving what the protocol asks for with it, so far. */
export function isUnfinished(reply: Reply): boolean {
  const type = reply.data.findLast(({ key }) => key === 'type')?.value.trim();
  return type !== undefined && isChangeType(type) && changesIn(reply).every((change) => change.type !== type);
}

/** The three types the protocol knows. */
export function isChangeType(type: string): boolean {
  return type === 'new_message' || type === 'message_updated' || type === 'message_deleted';
}

/**
 * Reads message information: a JSON object; `name=value` or `name:value` pairs between separators; or the columns of
 * the table in their order. Only what is recognised beyond doubt is returned.
 */
export function readInfo(info: string): MessageInfo {
  const json = parseJson(info);
  if (json !== undefined) return { form: 'json', ...fields((name) => json[name]) };
  const columns = info.split(/[;,|\t]/);
  const separator = /[;,|\t]/.exec(info)?.[0];
  if (
    separator !== undefined &&
    columns.length >= COLUMNS.count &&
    /^\d+$/.test(columns[COLUMNS.id]?.trim() ?? '')
  ) {
    const numbers = [columns[COLUMNS.sender], columns[COLUMNS.recipient]].map((text) => text?.trim() ?? '');
    if (numbers.every((text) => /^\d+$/.test(text))) {
      return {
        form: 'text',
        id: columns[COLUMNS.id]?.trim() ?? '',
        sender: numbers[0] ?? '',
        recipient: numbers[1] ?? '',
      };
    }
  }
  const { id, sender, recipient } = fields((name) => pair(info, name));
  return {
    form: 'text',
    ...(id !== undefined && { id }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
  };
}

/** The elements of a JSON array of objects, each as JSON; any other information is one. */
function entries(value: string): string[] {
  if (!value.trimStart().startsWith('[')) return [value];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) && parsed.length > 0
      ? parsed.map((entry) => JSON.stringify(entry))
      : [value];
  } catch {
    return [value];
  }
}

function parseJson(info: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(info);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? Object.fromEntries(Object.entries(parsed))
      : undefined;
  } catch {
    return undefined;
  }
}

function fields(value: (name: string) => unknown): Omit<MessageInfo, 'form'> {
  const first = (names: readonly string[]): string | undefined => {
    const found = names.map(value).find((each) => typeof each === 'string' || typeof each === 'number');
    return found === undefined ? undefined : String(found);
  };
  const id = first(NAMES.id);
  const sender = first(NAMES.sender);
  const recipient = first(NAMES.recipient);
  const content = first(NAMES.content);
  return {
    ...(id !== undefined && { id }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
    ...(content !== undefined && { content }),
  };
}

/** A number behind `name=` or `name:` that stands at the start or behind a separator. */
function pair(info: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s;,|&{(])["']?${name}["']?\\s*[=:]\\s*["']?(\\d+)(?!\\d)`).exec(info);
  return match?.[1];
}
