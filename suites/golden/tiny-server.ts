/** Small servers for tests: each one behaviour, on a port of its own on this machine. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Ending } from '../../wire/encode.ts';

export interface TinyServer extends AsyncDisposable {
  readonly port: number;
  /** Stops to listen and drops every connection, as a crash does. */
  readonly die: () => Promise<void>;
}

/** What a server does with a connection. */
export type Behaviour = (socket: Socket) => void;

/** Starts a server; nothing of it is left when it is disposed of. */
export async function startTinyServer(behave: Behaviour): Promise<TinyServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // A peer may drop whenever it likes.
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  const die = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  return { port: address.port, die, [Symbol.asyncDispose]: die };
}

/** A command as a tiny server reads it. */
export interface Heard {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** How many lines follow the name of a command. Of others, none. */
const LINES: Readonly<Record<string, number>> = {
  LOGIN: 1,
  SEND_MSG: 4,
  UPDT_MSG: 3,
  DEL_MSG: 2,
  NEW_CHG_AVAILABLE: 1,
  BLOCK_USER: 2,
  BAN_USER: 2,
  SING_SONG: 1,
};

/**
 * Reads commands in one form alone: with `newline`, ended by their last newline; with `empty-line`, by an empty line;
 * with `none`, by the end of a segment that has no newline there. `answer` gives what is written, or nothing.
 */
export function hears(
  answer: (heard: Heard, socket: Socket) => string | undefined,
  ending: Ending = 'newline',
): Behaviour {
  return (socket) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      for (let next = take(text, ending); next !== undefined; next = take(text, ending)) {
        text = text.slice(next.length);
        const said = answer(read(next), socket);
        if (said !== undefined && socket.writable) socket.write(said);
      }
    });
  };
}

/** The first whole command of a text, as it stands there. */
function take(text: string, ending: Ending): string | undefined {
  switch (ending) {
    case 'none':
      return text === '' || text.endsWith('\n') ? undefined : text;
    case 'empty-line':
      return /^[^]*?\n\n/.exec(text)?.[0];
    case 'newline': {
      const lines = text.split('\n');
      const count = 1 + (LINES[lines[0] ?? ''] ?? 0);
      return lines.length > count ? `${lines.slice(0, count).join('\n')}\n` : undefined;
    }
  }
}

function read(text: string): Heard {
  const [name = '', ...lines] = text.trimEnd().split('\n');
  const parameters = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  return { name, parameters: new Map(parameters) };
}

/** Lets in whoever has one of these tokens and is not in yet, and refuses all others. Answers every other command 200. */
export function doorkeeper(tokens: readonly string[]): (heard: Heard, socket: Socket) => string {
  const inside = new Map<string, Socket>();
  return ({ name, parameters }, socket) => {
    const token = parameters.get('api-token') ?? '';
    if (name === 'DISCONNECTED') for (const [key, value] of inside) if (value === socket) inside.delete(key);
    if (name === 'SING_SONG') return '416/MISFMT\n';
    if (name !== 'LOGIN') return '200/OK\n';
    if (!tokens.includes(token) || inside.has(token)) return '403/DENIED\n';
    inside.set(token, socket);
    socket.once('close', () => inside.delete(token));
    return '200/OK\n';
  };
}
