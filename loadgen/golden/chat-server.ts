/** A small server for tests of load: answers each command as it is told to, on a port of its own on this machine. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { CommandGrammar } from '../../wire/command-assembly.ts';
import { CommandDecoder } from '../../wire/command-decoder.ts';
import type { Command } from '../../wire/command.ts';
import type { Address } from '../../target/profile.ts';

export interface ChatServer extends AsyncDisposable {
  readonly address: Address;
  /** What has come, in order. */
  readonly heard: readonly Command[];
  /** Stops to listen and drops every connection, as a crash does. */
  readonly die: () => Promise<void>;
  /** Drops every connection and goes on listening. */
  readonly dropAll: () => void;
}

/** What is written for a command; nothing, where nothing is returned. */
export type Answer = (command: Command, socket: Socket) => string | undefined;

const GRAMMAR: CommandGrammar = new Map([
  ['LOGIN', { required: ['api-token'], optional: [] }],
  ['DISCONNECTED', { required: [], optional: [] }],
  ['SEND_MSG', { required: ['token', 'recipient-id', 'message-length', 'content'], optional: [] }],
  ['UPDT_MSG', { required: ['token', 'message-id', 'content'], optional: [] }],
  ['DEL_MSG', { required: ['token', 'message-id'], optional: [] }],
  ['NEW_CHG_AVAILABLE', { required: ['token'], optional: [] }],
]);

/** Answers everything with 200. */
export const yes: Answer = () => '200/OK\n';

/** Starts a server; nothing of it is left when it is disposed of. */
export async function startChatServer(answer: Answer = yes): Promise<ChatServer> {
  const heard: Command[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const decoder = new CommandDecoder(GRAMMAR, { lineBytes: 65_536, frameBytes: 131_072 });
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      for (const frame of decoder.push(bytes)) {
        if (frame.kind === 'malformed') throw new Error(`malformed: ${frame.reason}`);
        heard.push(frame.command);
        const text = answer(frame.command, socket);
        if (text !== undefined && !socket.destroyed) socket.write(text);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('listens on no port');
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const die = async (): Promise<void> => {
    dropAll();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  const address = { host: '127.0.0.1', port: bound.port };
  return { address, heard, dropAll, die, [Symbol.asyncDispose]: die };
}

/** The value of a parameter, empty where it is missing. */
export function valueOf(command: Command, key: string): string {
  return command.parameters.find((parameter) => parameter.key === key)?.value ?? '';
}
