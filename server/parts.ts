import type { Socket } from 'node:net';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { CommandFrame } from '../wire/command-assembly.ts';
import { CommandDecoder } from '../wire/command-decoder.ts';
import { encodeAnswer } from './answer.ts';
import type { Answer, DataLine } from './answer.ts';
import type { Client } from './client.ts';
import type { CommandHandler } from './commands/handler.ts';
import { COMMANDS } from './commands/table.ts';
import { describeChange } from './describe-change.ts';
import { dispatch } from './dispatch.ts';
import type { Arrival } from './dispatch.ts';
import { createSendLimits } from './limits.ts';
import type { SendLimits } from './limits.ts';
import type { ServerOptions } from './options.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { createAccounts } from './store/accounts.ts';
import type { Accounts } from './store/accounts.ts';
import { createChanges } from './store/changes.ts';
import type { Change, Changes } from './store/changes.ts';
import { createMessages } from './store/messages.ts';
import type { Messages } from './store/messages.ts';
import { createSanctions } from './store/sanctions.ts';
import type { Sanctions } from './store/sanctions.ts';

/** Bytes in, frames out; see the command decoder. */
export interface Decoder {
  readonly pending: boolean;
  push(chunk: Uint8Array): CommandFrame[];
  end(): CommandFrame[];
}

/**
 * Everything the server's behaviour is made of. Each piece calls the others through this object, so that whoever
 * replaces one has replaced it everywhere.
 */
export interface Parts {
  readonly options: ServerOptions;
  readonly log: Logger;
  /** For whoever replaces one of the stores. */
  readonly pool: Pool;
  /** Is told of each new connection before anything is read from it. */
  readonly welcome: (socket: Socket, client: Client) => void;
  readonly createDecoder: (client: Client) => Decoder;
  readonly dispatch: (arrival: Arrival) => Promise<Answer>;
  readonly commands: ReadonlyMap<string, CommandHandler>;
  readonly describeChange: (change: Change) => readonly DataLine[];
  readonly encodeAnswer: (answer: Answer) => Uint8Array;
  /** Sends the bytes of an answer; says whether the connection has room for more, as sockets do. */
  readonly write: (socket: Socket, bytes: Uint8Array) => boolean | Promise<boolean>;
  readonly sessions: Sessions;
  readonly limits: SendLimits;
  readonly accounts: Accounts;
  readonly messages: Messages;
  readonly changes: Changes;
  readonly sanctions: Sanctions;
}

export interface Ground {
  readonly options: ServerOptions;
  readonly log: Logger;
  readonly pool: Pool;
}

export function createParts({ options, log, pool }: Ground): Parts {
  const messages = createMessages(pool);
  return {
    options,
    log,
    pool,
    welcome: () => undefined,
    createDecoder: () => new CommandDecoder(COMMANDS, options),
    dispatch,
    commands: COMMANDS,
    describeChange,
    encodeAnswer,
    write: (socket, bytes) => socket.write(bytes),
    sessions: createSessions(),
    limits: createSendLimits({
      options,
      nowMs: () => performance.now(),
      recentAgesMs: messages.recentAgesMs,
    }),
    accounts: createAccounts(pool),
    messages,
    changes: createChanges(pool),
    sanctions: createSanctions(pool),
  };
}
