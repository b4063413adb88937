import { readInfo } from './message-info.ts';
import { readingsOf } from './readings.ts';
import type { Change, SentMessage } from './played.ts';

/**
 * Whether a change is about this message: by its id where both tell one; else by its content; else, when the content
 * was altered on the way, by the nonce that stands in it, if no other message of the case can be meant.
 */
export function isAbout(change: Change, message: SentMessage, { nonce, others }: Meant): boolean {
  const info = change.info === undefined ? undefined : readInfo(change.info);
  const id = change.messageId ?? info?.id;
  if (change.type === 'message_deleted') return message.id !== undefined && id === message.id;
  if (message.id !== undefined && id !== undefined) return id === message.id;
  if (change.info === undefined) return false;
  if (info?.sender !== undefined && Number(info.sender) !== message.sender) return false;
  if (holdsOneOf(change.info, info?.content, message.contents)) return true;
  const elsewhere = others.some(({ contents }) => holdsOneOf(change.info ?? '', info?.content, contents));
  return !elsewhere && others.length === 0 && message.codes.length <= 1 && change.info.includes(nonce);
}

/** What else a change could be about. */
export interface Meant {
  readonly nonce: string;
  /** The other messages of the case. */
  readonly others: readonly SentMessage[];
}

function holdsOneOf(info: string, content: string | undefined, contents: readonly string[]): boolean {
  if (content !== undefined) return contents.includes(content);
  const readings = readingsOf(info);
  return contents.some((text) => text !== '' && readings.some((reading) => reading.includes(text)));
}
