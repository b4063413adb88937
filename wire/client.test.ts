import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { openClient, type Client, type ClientOptions } from './client.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** A client of a server that does this with each segment that comes. */
async function clientOf(
  onSegment: (segment: string, socket: Socket) => void,
  options: Partial<ClientOptions> = {},
): Promise<Client> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => onSegment(text, socket));
    socket.on('error', () => undefined);
    undo.push(() => Promise.resolve(socket.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = await openClient({ host: '127.0.0.1', port: address.port, ...options });
  undo.push(() => client.close());
  return client;
}

/** On a busy machine pieces come later than they were meant to. */
const A_LONG_GAP = { gapMs: 1000 };

describe('ask', () => {
  test('writes parameters in their order, and gives status and data lines', async () => {
    const heard: string[] = [];
    const client = await clientOf((text, socket) => {
      heard.push(text);
      socket.write('200/OK\nmessage-id:41\nmessage:a:b\n');
    });
    expect(await client.ask('SEND_MSG', { token: 't', 'recipient-id': 2, content: 'à' })).toEqual({
      kind: 'reply',
      status: '200/OK',
      code: 200,
      data: [
        { key: 'message-id', value: '41' },
        { key: 'message', value: 'a:b' },
      ],
    });
    expect(heard).toEqual(['SEND_MSG\ntoken:t\nrecipient-id:2\ncontent:à\n']);
  });

  test('takes what comes in pieces, and a last line without its newline', async () => {
    const client = await clientOf((_, socket) => {
      socket.setNoDelay(true);
      socket.write('200/');
      setTimeout(() => socket.write('OK\ntype:new_mess'), 5);
      setTimeout(() => socket.write('age'), 10);
    }, A_LONG_GAP);
    expect(await client.ask('NEW_CHG_AVAILABLE', { token: 't' })).toEqual({
      kind: 'reply',
      status: '200/OK',
      code: 200,
      data: [{ key: 'type', value: 'new_message' }],
    });
  });

  test('gives each command its own answer, and drops what came unasked before', async () => {
    let asked = 0;
    const client = await clientOf((_, socket) => {
      asked += 1;
      socket.write(`20${asked}/OK\nnumber:${asked}\n999/EXTRA\n`);
    });
    expect(await client.ask('LOGIN')).toMatchObject({ code: 201, data: [{ key: 'number', value: '1' }] });
    expect(await client.ask('LOGIN')).toMatchObject({ code: 202, data: [{ key: 'number', value: '2' }] });
  });

  test('tells silence, garbage and a close from answers', async () => {
    const silent = await clientOf(() => undefined, { answerMs: 60 });
    expect(await silent.ask('LOGIN')).toEqual({ kind: 'silence', forMs: 60 });
    const talker = await clientOf((_, socket) => socket.write('hello\nwho are you'));
    expect(await talker.ask('LOGIN')).toEqual({ kind: 'garbage', lines: ['hello', 'who are you'] });
    const leaver = await clientOf((_, socket) => socket.end());
    expect(await leaver.ask('LOGIN')).toMatchObject({ kind: 'closed', closed: { how: 'end' } });
    expect(await leaver.ask('LOGIN')).toMatchObject({ kind: 'closed' });
  });

  test('ends, however long a server goes on', async () => {
    const client = await clientOf(
      (_, socket) => {
        socket.write('200/OK\n');
        const timer = setInterval(() => socket.write('more:and more\n'), 5);
        socket.on('close', () => clearInterval(timer));
      },
      { answerMs: 100, gapMs: 40 },
    );
    expect(await client.ask('LOGIN')).toMatchObject({ kind: 'reply', code: 200 });
  });
});

test('connecting to nobody is told', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  await expect(openClient({ host: '127.0.0.1', port: address.port })).rejects.toThrow(
    /^cannot connect to 127\.0\.0\.1 port \d+: .*ECONNREFUSED/,
  );
});
