import type { Link } from './link.ts';

/** What decides when which connection has to send: a closed loop, or a schedule. Times are of the clock of the run. */
export interface Demand {
  /** All connections are up. */
  begin(): void;
  /** So many commands of a connection have been answered, or lost. */
  freed(link: Link, commands: number, nowMs: number): void;
  /** When something is due next; infinite while nothing is on a schedule. */
  readonly nextMs: number;
  /** Hands out what is due. */
  pump(nowMs: number): void;
  /** Nothing will be due any more. */
  stop(): void;
  readonly isOver: boolean;
}
