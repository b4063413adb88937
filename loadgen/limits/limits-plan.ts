/** What is to be found out about the limits of a target. */
export interface LimitsPlan {
  readonly name: string;
  readonly about: string;
  /** How many users take part, each on a connection of its own. */
  readonly connections: number;
  /** How many messages beyond its limit a user sends. */
  readonly beyond: number;
  /** The longest to wait for new windows, in all. */
  readonly patienceMs: number;
}
