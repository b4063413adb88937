import type { StoredMessage } from './message-store.ts';
import type { Ruling } from './ruling.ts';

const SHOWN_CHARACTERS = 60;

/** A stored message, for people: `message 17 from 3 to 4, "Bonjour"`. */
export function rowWords({ id, sender, recipient, content, deleted }: StoredMessage): string {
  const mark = deleted === true ? ', marked as deleted' : '';
  return `message ${id} from ${sender} to ${recipient}, ${quoted(content)}${mark}`;
}

/** A text in quotes, cut where it is long. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  const isLong = characters.length > SHOWN_CHARACTERS;
  return JSON.stringify(isLong ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text);
}

/** How many characters a text has. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What is ruled when a message was found that may be the one in question. */
export function maybe(row: StoredMessage): Ruling {
  const why = `a new message of these users holds a text that was not sent, and may be it: ${rowWords(row)}`;
  return { kind: 'not-observable', why };
}
