import type { Socket } from 'node:net';

/** What sends and times the commands of one user in our place: another load tester's client. */
export interface Instrument {
  /** A connection is made for it, and its user logged in. */
  readonly begin: (socket: Pick<Socket, 'write' | 'writableNeedDrain'>) => void;
  /** Sends one command. */
  readonly send: (frame: Uint8Array) => void;
  /** So many bytes have come. */
  readonly received: (bytes: number) => void;
  /** The oldest of its commands has been answered so. Returns how long that took, in ms. */
  readonly answered: (code: number) => number;
  /** The connection has ended, with all that was on its way. */
  readonly end: () => void;
}
