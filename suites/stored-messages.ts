import type { SentMessage } from './played.ts';
import type { StoredMessage } from './message-store.ts';

/** Which of the stored messages are which of those a case has sent. */
export interface Attribution {
  /** Those that are this message; more than one when it was stored again. */
  readonly of: (ref: string) => readonly StoredMessage[];
  /** Those that cannot be told to be any. */
  readonly unknown: readonly StoredMessage[];
}

export interface Sent {
  readonly messages: ReadonlyMap<string, SentMessage>;
  /** Stands in most texts of the case. */
  readonly nonce: string;
}

/**
 * Tells stored messages apart, the surest signs first: id and content, content, id; then, for servers that keep content
 * in a form of their own, the nonce, or sender and recipient, where only one message can be meant.
 */
export function attribute(rows: readonly StoredMessage[], { messages, nonce }: Sent): Attribution {
  const all = [...messages.values()];
  const owners = new Map<StoredMessage, string>();
  const own = (ref: string): StoredMessage[] => rows.filter((row) => owners.get(row) === ref);
  const free = (): StoredMessage[] => rows.filter((row) => !owners.has(row));
  const give = (row: StoredMessage | undefined, message: SentMessage | undefined): void => {
    if (row !== undefined && message !== undefined) owners.set(row, message.ref);
  };
  const lacking = (): SentMessage[] => all.filter(({ ref }) => own(ref).length === 0);

  for (const row of free())
    give(
      row,
      all.find((each) => each.id === row.id && holds(each, row)),
    );
  for (const row of free()) {
    const candidates = all.filter((each) => holds(each, row));
    // The same text may have been sent twice: each gets one before any gets two.
    give(row, candidates.find(({ ref, codes }) => own(ref).length < codes.length) ?? candidates.at(-1));
  }
  for (const row of free())
    give(
      row,
      lacking().find(({ id }) => id === row.id),
    );
  const [only, ...others] = lacking();
  if (only !== undefined && others.length === 0)
    for (const row of free().filter(({ content }) => content.includes(nonce))) give(row, only);
  const [lost, ...more] = lacking().filter(isAccepted);
  if (lost !== undefined && more.length === 0) {
    const between = free().filter((row) => isBetween(row, lost));
    if (between.length === 1) give(between[0], lost);
  }
  return { of: own, unknown: free() };
}

/** Whether any of its SEND_MSG was answered 200. */
export function isAccepted({ codes }: SentMessage): boolean {
  return codes.includes(200);
}

function holds({ contents }: SentMessage, { content }: StoredMessage): boolean {
  return contents.includes(content);
}

/** Bytes written by hand do not tell their recipient. */
function isBetween(row: StoredMessage, { sender, recipient }: SentMessage): boolean {
  return row.sender === String(sender) && (recipient === 0 || row.recipient === String(recipient));
}
