import type { CommandKind } from './plan.ts';

/** Where a connection gets the frames it sends next. */
export interface FrameSource {
  /** The kinds of the frames of the last `take`, as many as it took from `kindsFrom` on. */
  readonly kinds: readonly CommandKind[];
  readonly kindsFrom: number;
  readonly taken: number;
  /** Behind how many frames it goes round; infinite where it does not. `numberOf` tells what contents hold then. */
  readonly lap: number;
  /**
   * The next frames as they go over the wire, `most` or fewer, at least one. The bytes may change once all of these
   * commands have been answered, and not before.
   */
  take(most: number): Uint8Array;
  /** A message of the user's own that updates and deletions can be about. */
  remember(messageId: number): void;
}
