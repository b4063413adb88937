import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { openConnection } from './open-connection.ts';
import type { ResponseEvent } from './response-decoder.ts';
import { Transcript } from './transcript.ts';

const OK: ResponseEvent = { kind: 'status', line: '200/OK', code: 200, name: 'OK' };
const FAR_MORE_THAN_KERNELS_HOLD = 64 * 1024 * 1024;

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

describe('what the peer sends', () => {
  test('comes as events, in order, however it is cut', async () => {
    const { connection, peer } = await connected();
    peer.setNoDelay(true);
    for (const byte of Buffer.from('200/OK\nmessage:à\n')) {
      peer.write(Buffer.of(byte));
      await turn();
    }
    peer.end();
    expect(await allEvents(connection)).toEqual([OK, { kind: 'data', key: 'message', value: 'à' }]);
    expect(connection.received).toBe(18);
  });

  test('answers what we send', async () => {
    const { connection, peer } = await connected();
    const asked = once(peer.resume(), 'data');
    expect(await connection.write(Buffer.from('DISCONNECTED\n'), soon())).toBe('taken');
    expect(String(await asked)).toBe('DISCONNECTED\n');
    peer.write('200/OK\n');
    expect(await connection.change({ received: 0 }, soon())).toBe('bytes');
    expect(connection.take()).toEqual(OK);
    expect(connection.take()).toBeUndefined();
  });

  test('stays pending while its line is not ended, until it is flushed', async () => {
    const { connection, peer } = await connected();
    expect([connection.pending, connection.lastByteAtMs]).toEqual([false, undefined]);
    peer.write('200/OK');
    await connection.change({ received: 0 }, soon());
    expect([connection.pending, connection.take()]).toEqual([true, undefined]);
    expect(connection.lastByteAtMs).toBeLessThanOrEqual(performance.now());
    connection.flush();
    expect([connection.pending, connection.take()]).toEqual([false, OK]);
  });
});

describe('how the peer ends', () => {
  test.each(['200/OK\n', '200/OK'])('with FIN behind %j: the last line is an event', async (text) => {
    const { connection, peer } = await connected();
    peer.end(text);
    expect(await allEvents(connection)).toEqual([OK]);
    expect(connection.closed).toEqual({ how: 'end', detail: 'the peer ended its side' });
  });

  test('with RST: what came before is not lost', async () => {
    const { connection, peer } = await connected();
    peer.write('200/OK');
    await connection.change({ received: 0 }, soon());
    peer.resetAndDestroy();
    expect(await allEvents(connection)).toEqual([OK]);
    expect(connection.closed).toEqual({ how: 'reset', detail: 'read ECONNRESET' });
    expect(await connection.write(Buffer.from('LOGIN\n'), soon())).toBe('gone');
    expect(kinds(connection)).toEqual(['opened', 'received', 'dropped', 'note']);
  });

  test('half, with FIN: we may still send', async () => {
    const { connection, peer } = await connected();
    peer.end();
    await connection.change({ received: 0 }, soon());
    const heard = once(peer.resume(), 'data');
    expect(await connection.write(Buffer.from('LOGIN\n'), soon())).toBe('taken');
    expect(String(await heard)).toBe('LOGIN\n');
  });

  test('with RST while we wait for it to take bytes', async () => {
    const { connection, peer } = await connected();
    const written = connection.write(Buffer.alloc(FAR_MORE_THAN_KERNELS_HOLD), soon());
    await once(peer, 'readable');
    peer.resetAndDestroy();
    expect(await written).toBe('gone');
    expect(connection.closed?.how).toBe('reset');
  });

  test('with FIN, then RST: the first stays', async () => {
    const { connection, peer } = await connected();
    peer.end();
    expect(await connection.change({ received: 0 }, soon())).toBe('closed');
    peer.resetAndDestroy();
    const gone = async (): Promise<boolean> => (await connection.write(Buffer.from('x'), soon())) === 'gone';
    await expect.poll(gone).toBe(true);
    expect(connection.closed?.how).toBe('end');
  });

  test('not at all, in a flood: we stop reading and are gone', async () => {
    const { connection, peer } = await connected({ capBytes: 100_000 });
    const left = closeOf(peer);
    peer.on('error', () => undefined);
    const pour = (): void => {
      while (!peer.destroyed && peer.write('message:flood\n'.repeat(1000)));
    };
    peer.on('drain', pour);
    pour();
    await left;
    expect(connection.closed).toEqual({ how: 'flood', detail: 'more than 100000 bytes came' });
    const { received } = connection;
    expect(received).toBeGreaterThan(100_000);
    expect(await connection.change({ received }, soon())).toBe('closed');
  });
});

describe('change', () => {
  test('tells of bytes that came before it was asked, then of the end, then of neither', async () => {
    const { connection, peer } = await connected();
    expect(await connection.change({ received: 0 }, performance.now() + 1)).toBe('deadline');
    peer.end('200/OK\n');
    await expect.poll(() => connection.closed).toBeDefined();
    expect(await connection.change({ received: 0 }, 0)).toBe('bytes');
    expect(await connection.change({ received: 7 }, 0)).toBe('closed');
  });

  test('given the connection itself, waits for what comes from now on', async () => {
    const { connection, peer } = await connected();
    const changed = connection.change(connection, soon());
    peer.write('2');
    expect(await changed).toBe('bytes');
  });

  test('ends when we close', async () => {
    const { connection } = await connected();
    const changed = connection.change({ received: 0 }, Infinity);
    await connection.close();
    expect(await changed).toBe('closed');
  });
});

describe('how we end', () => {
  test('half: the peer sees FIN, and we still read', async () => {
    const { connection, peer } = await connected();
    peer.on('end', () => peer.end('200/OK\n')).resume();
    connection.halfClose();
    connection.halfClose();
    expect(await allEvents(connection)).toEqual([OK]);
    expect(await connection.write(Buffer.from('LOGIN\n'), soon())).toBe('gone');
    expect(kinds(connection)).toEqual(['opened', 'half-closed', 'received', 'closed', 'note']);
  });

  test('with FIN: the peer sees an orderly end', async () => {
    const { connection, peer } = await connected();
    const ended = once(peer.resume(), 'end');
    peer.on('end', () => peer.end());
    await Promise.all([connection.close(), connection.close(), connection[Symbol.asyncDispose]()]);
    await ended;
    expect(kinds(connection)).toEqual(['opened', 'closed', 'closed']);
    expect(await connection.write(Buffer.from('LOGIN\n'), soon())).toBe('gone');
  });

  test('with FIN, without waiting for a peer that keeps its side open', async () => {
    const { connection } = await connected();
    await connection.close();
    expect(connection.closed).toBeUndefined();
  });

  test('with RST', async () => {
    const { connection, peer } = await connected();
    const reset = closeOf(peer.resume());
    const errors: string[] = [];
    peer.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
    connection.reset();
    connection.reset();
    await reset;
    expect(errors).toEqual(['ECONNRESET']);
    await connection.close();
    expect(connection.closed).toBeUndefined();
    expect(kinds(connection)).toEqual(['opened', 'dropped']);
  });
});

test('a peer that does not read holds up neither write nor close', async () => {
  const { connection } = await connected();
  const bytes = Buffer.alloc(FAR_MORE_THAN_KERNELS_HOLD);
  expect(await connection.write(bytes, performance.now() + 50)).toBe('deadline');
  expect(transcriptOf(connection).entries().at(-1)).toMatchObject({
    kind: 'note',
    note: expect.stringMatching(/^\d+ bytes not taken by the deadline$/) as unknown,
  });
  await connection.close();
});

test('the transcript tells it all', async () => {
  const { connection, peer } = await connected();
  await connection.write(Buffer.from('DISCONNECTED\n'), soon());
  peer.end('200/OK\n');
  await allEvents(connection);
  await connection.close();
  const lines = transcriptOf(connection).render((text) => text);
  expect(lines.map(({ connection: name, kind, text }) => `${name} ${kind} ${text}`)).toEqual([
    expect.stringMatching(/^alice opened 127\.0\.0\.1 port \d+$/),
    'alice sent DISCONNECTED\\n',
    'alice received 200/OK\\n',
    'alice closed by the peer: the peer ended its side',
    'alice closed by us',
  ]);
});

const transcripts = new WeakMap<Connection, Transcript>();

function transcriptOf(connection: Connection): Transcript {
  const transcript = transcripts.get(connection);
  if (transcript === undefined) throw new Error('not a connection of these tests');
  return transcript;
}

function kinds(connection: Connection): string[] {
  return transcriptOf(connection)
    .entries()
    .map(({ kind }) => kind);
}

/** A connection to a server of one client, and that server's end of it, which reads nothing unasked. */
async function connected(
  options: { capBytes?: number } = {},
): Promise<{ connection: Connection; peer: Socket }> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  const port = await listen(server);
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const transcript = new Transcript(() => performance.now());
  const opened = await openConnection({
    host: '127.0.0.1',
    port,
    name: 'alice',
    connectMs: 10_000,
    transcript,
    ...options,
  });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const { connection } = opened;
  const peer = await accepted;
  transcripts.set(connection, transcript);
  undo.push(() => connection.close());
  return { connection, peer };
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Unlike `once`, does not reject for the error before it. */
function closeOf(peer: Socket): Promise<void> {
  return new Promise((resolve) => peer.once('close', () => resolve()));
}

/** Everything the peer says until it ends. */
async function allEvents(connection: Connection): Promise<ResponseEvent[]> {
  while ((await connection.change(connection, soon())) === 'bytes');
  expect(connection.closed).toBeDefined();
  const events: ResponseEvent[] = [];
  for (let event = connection.take(); event !== undefined; event = connection.take()) events.push(event);
  return events;
}

function soon(): number {
  return performance.now() + 20_000;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
