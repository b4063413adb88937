/**
 * The messages that the target keeps, as somebody who looks into its database sees them. This room knows no database:
 * whoever starts a run hands one in.
 */

/** A message as it is stored. */
export interface StoredMessage {
  readonly id: string;
  /** The id of its user, or what stands there instead. */
  readonly sender: string;
  readonly recipient: string;
  /** Empty where there is none. */
  readonly content: string;
  /** Whether it is marked as deleted; absent where the target has no such mark. */
  readonly deleted?: boolean;
  /** All that is stored of it, in one text: another text means that something was changed. */
  readonly whole: string;
}

export type Looked<Seen> = { readonly kind: 'seen'; readonly seen: Seen } | Unseen;

/** Nothing could be seen: why, and what to do about it, in words for a report. */
export interface Unseen {
  readonly kind: 'unseen';
  readonly why: string;
}

/** What looks at a case's messages need: all of them take a bounded time, and none rejects. */
export interface MessageStore {
  /** The ids of all messages from or to these users. */
  ids(users: readonly number[]): Promise<Looked<readonly string[]>>;
  /** The messages from or to these users, or with this text in their content, but for those of these ids. */
  messages(scope: Scope): Promise<Looked<readonly StoredMessage[]>>;
  /**
   * Why the target may keep its messages elsewhere, although it was given this database; undefined where that can be
   * ruled out, or where somebody has said that they are here.
   */
  doubt(): Promise<string | undefined>;
}

export interface Scope {
  readonly users: readonly number[];
  readonly text: string;
  readonly except: readonly string[];
}

/** What a run can see of its target's messages, beside what comes over the wire. */
export type Sight = { readonly kind: 'open'; readonly store: MessageStore } | Unseen;

/** Of a target whose database nobody has named. */
export const NO_SIGHT: Unseen = {
  kind: 'unseen',
  why: 'there is no database to look into: name it in the profile, as `database:`',
};
