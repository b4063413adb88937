import { once } from 'node:events';
import dns from 'node:dns';
import { createServer } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openConnection, type OpenOptions } from './open-connection.ts';
import { Transcript } from './transcript.ts';

afterEach(() => void vi.useRealTimers());

test('a port where nobody listens is refused, and the transcript says so', async () => {
  const options = optionsFor({ port: await portOfNobody() });
  const opened = await openConnection(options);
  const reason = `connect ECONNREFUSED 127.0.0.1:${options.port}`;
  expect(opened).toEqual({ kind: 'refused', reason });
  expect(options.transcript.entries()).toMatchObject([{ kind: 'note', note: `not connected: ${reason}` }]);
});

test('a name with several addresses is refused with the reason of each', async () => {
  const port = await portOfNobody();
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  const lookup = dns.lookup;
  onTestFinished(() => void Object.assign(dns, { lookup }));
  Object.assign(dns, {
    lookup: (_host: string, _options: object, found: (error: null, all: typeof addresses) => void) =>
      process.nextTick(found, null, addresses),
  });
  expect(await openConnection(optionsFor({ host: 'two.test', port }))).toEqual({
    kind: 'refused',
    reason: `connect ECONNREFUSED 127.0.0.1:${port}; connect ECONNREFUSED 127.0.0.2:${port}`,
  });
});

test('a name that cannot be one is refused', async () => {
  const opened = await openConnection(optionsFor({ host: 'no such host' }));
  expect(opened).toEqual({ kind: 'refused', reason: 'getaddrinfo ENOTFOUND no such host' });
});

test('a connect that takes too long is refused, and the socket given back', async () => {
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection', { signal: AbortSignal.timeout(20_000) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const options = optionsFor({ port: portOf(server), connectMs: 300 });
  const opening = openConnection(options);
  // The socket has begun to connect by the next tick; its event comes no sooner than the next turn of the loop.
  await new Promise((resolve) => process.nextTick(resolve));
  vi.advanceTimersByTime(300);
  const reason = `no connection to 127.0.0.1 port ${options.port} within 300 ms`;
  expect(await opening).toEqual({ kind: 'refused', reason });
  await accepted;
  // Closes only when the one connection has ended.
  server.close();
  await once(server, 'close');
  expect(options.transcript.entries()).toHaveLength(1);
});

test('no timer is left behind, connected or not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = createServer((socket) => socket.on('end', () => socket.end()).resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened = await openConnection(optionsFor({ port: portOf(server) }));
  expect(vi.getTimerCount()).toBe(0);
  if (opened.kind === 'refused') expect.fail(opened.reason);
  await opened.connection.close();
  expect(vi.getTimerCount()).toBe(0);
  server.close();
  await once(server, 'close');
  await openConnection(optionsFor({ port: await portOfNobody() }));
  expect(vi.getTimerCount()).toBe(0);
});

test("a port that cannot be one is the caller's mistake", async () => {
  await expect(openConnection(optionsFor({ port: 65_536 }))).rejects.toThrow(RangeError);
});

function optionsFor(options: Partial<OpenOptions>): OpenOptions {
  const transcript = new Transcript(() => 0);
  return { host: '127.0.0.1', port: 1, name: 'alice', connectMs: 10_000, transcript, ...options };
}

/** A port that was free a moment ago. */
async function portOfNobody(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
