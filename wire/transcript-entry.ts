export type StreamKind = 'sent' | 'received';
export type HappeningKind = 'opened' | 'half-closed' | 'closed' | 'dropped' | 'note';

/** Bytes that went over a connection. `leftOut`: how many more there were than `bytes` keeps. */
export interface StreamEntry {
  /** Milliseconds since the transcript began. */
  readonly atMs: number;
  readonly connection: string;
  readonly kind: StreamKind;
  readonly bytes: Buffer;
  readonly leftOut: number;
}

/** Anything else that happened to a connection. `note` says who did it or why, and may be empty. */
export interface HappeningEntry {
  /** Milliseconds since the transcript began. */
  readonly atMs: number;
  readonly connection: string;
  readonly kind: HappeningKind;
  readonly note: string;
}

export type TranscriptEntry = StreamEntry | HappeningEntry;
