import type { Address } from './profile.ts';

/** What a run may know of, and ask from, whoever started its target. */
export interface Lifeline {
  /** Where the target listens in its present life. */
  readonly address: Address;
  /** How the target has died, if it has; looked at again until `withinMs` have passed, for a dying process takes time. */
  death(withinMs: number): Promise<Death | undefined>;
  /** What can be told of a target that answers nobody, dead or not. */
  autopsy(): Promise<Death>;
  /** Starts it anew, on the same data; one that still runs is ended before. Never rejects. */
  restart(): Promise<Restart>;
}

/** The end of a target. */
export interface Death {
  /** In words, such as `exit status 1`. */
  readonly how: string;
  /** The last lines it said, escaped and with secrets masked. */
  readonly said: readonly string[];
}

export type Restart = { readonly kind: 'up' } | { readonly kind: 'down'; readonly why: string };
