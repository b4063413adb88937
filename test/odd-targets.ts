/** Servers that speak no tchatator, or badly: one small behaviour each, on a port of its own on 127.0.0.1. */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';

/** A server that listens; `close` drops its connections too. */
export interface OddTarget {
  /** `host:port`, as `--target` takes it. */
  readonly address: string;
  /** Resolves when somebody has connected. */
  readonly asked: Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** What a target does with a connection. */
type Behaviour = (socket: Socket) => void;

const BEHAVIOURS = {
  echoes: (socket) => socket.pipe(socket),
  'never answers': (socket) => socket.resume(),
  'closes at once': (socket) => socket.end(),
  'closes when asked': (socket) => socket.once('data', () => socket.end()),
  'resets at once': (socket) => socket.resetAndDestroy(),
  'floods without a newline': (socket) => flood(socket, Buffer.alloc(65_536, 'x')),
  'floods once asked': (socket) =>
    socket.once('data', () => flood(socket, Buffer.from('200/OK\n'.repeat(9_000)))),
  'drips a line every 10 ms': (socket) => drip(socket, 'tick\n'),
  'drips a line that never ends': (socket) => socket.once('data', () => drip(socket, 'x')),
  'says 200 to each line': (socket) =>
    socket.on('data', (bytes) => socket.write('200/OK\n'.repeat(lines(bytes)))),
  'says 200 without a newline': (socket) => socket.on('data', () => socket.write('200/OK')),
  'greets first': (socket) => socket.write('SSH-2.0-OddServer_1.0\r\n'),
  'sends binary garbage': (socket) => socket.on('data', () => socket.write(GARBAGE)),
} satisfies Record<string, Behaviour>;

/** The name of a behaviour, or of the web server. */
export type Oddity = keyof typeof BEHAVIOURS | 'speaks HTTP';

export const ODDITIES: readonly Oddity[] = [...Object.keys(BEHAVIOURS).filter(isBehaviour), 'speaks HTTP'];

/** Starts an odd target. */
export async function startOddTarget(oddity: Oddity): Promise<OddTarget> {
  const server =
    oddity === 'speaks HTTP' ? webServer() : createServer({ allowHalfOpen: true }, serve(oddity));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // The peer is told what it does wrong by others; here it may drop whenever it likes.
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  return {
    asked: once(server, 'connection'),
    address: `127.0.0.1:${await listen(server)}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** An address at which nothing listens: it was free a moment ago. */
export async function closedAddress(): Promise<string> {
  const { address, close } = await startOddTarget('never answers');
  await close();
  return address;
}

function isBehaviour(name: string): name is keyof typeof BEHAVIOURS {
  return name in BEHAVIOURS;
}

function serve(oddity: keyof typeof BEHAVIOURS): (socket: Socket) => void {
  return (socket) => {
    BEHAVIOURS[oddity](socket);
    socket.once('end', () => socket.end());
  };
}

function webServer(): Server {
  return createHttpServer((_request, response) => response.end('<h1>It works</h1>'));
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return address.port;
}

/** As fast as the peer takes it. */
function flood(socket: Socket, chunk: Buffer): void {
  const pour = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', pour).resume();
  pour();
}

function drip(socket: Socket, drop: string): void {
  const timer = setInterval(() => socket.write(drop), 10);
  socket.resume().once('close', () => clearInterval(timer));
}

function lines(bytes: Buffer): number {
  return bytes.filter((byte) => byte === 0x0a).length;
}

/** Every byte there is, twice, so that it holds newlines and what is no UTF-8. */
const GARBAGE = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7) % 256));
