import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { UNKNOWN } from '../target/profile.ts';
import { openConnection } from '../wire/open-connection.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channel } from './channel.ts';
import { PLAIN } from './dialect/speech.ts';
import { startTinyServer } from './golden/tiny-server.ts';
import { nothingLearnt, type Learnt } from './learnt.ts';
import type { Answer } from './played.ts';

/** Time enough for what is awaited on a busy machine; what never comes is waited for as long as this, in ms. */
const PATIENT_MS = 5000;
const HASTY_MS = 400;

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

interface Opened {
  readonly channel: Channel;
  readonly learnt: Learnt;
}

/** A channel to a server that does this with each segment it gets; `count` is the number of segments so far. */
async function channelTo(
  answers: (socket: Socket, count: number, bytes: Buffer) => unknown,
  answerMs = PATIENT_MS,
): Promise<Opened> {
  const server = await startTinyServer((socket) => {
    let count = 0;
    socket.on('data', (bytes: Buffer) => answers(socket, (count += 1), bytes));
  });
  undo.push(server);
  const transcript = new Transcript(() => performance.now());
  const opened = await openConnection({
    host: '127.0.0.1',
    port: server.port,
    name: 'user',
    connectMs: PATIENT_MS,
    transcript,
  });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  undo.push(opened.connection);
  const learnt = nothingLearnt();
  return {
    channel: new Channel(opened.connection, {
      learnt,
      timing: { ...UNKNOWN.timing, answerMs },
      speech: PLAIN,
    }),
    learnt,
  };
}

/** Sends a command and takes the first answer. */
async function ask(channel: Channel, answers = 1): Promise<Answer> {
  await channel.send([Buffer.from('LOGIN\n')], { answers, pauseMs: 0 });
  return channel.answer();
}

async function byteByByte(socket: Socket, text: string, pauseMs = 1): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (!socket.writable) return;
    socket.write(Buffer.of(byte));
    await sleep(pauseMs);
  }
}

const reply = (code: number, line: string, more: object = {}): object => ({
  kind: 'reply',
  code,
  line,
  data: [],
  garbage: [],
  ...more,
});
const OK = reply(200, '200/OK');

describe.concurrent('an answer', () => {
  test('is awaited from its last byte: it may take longer than an answer, if it keeps coming', async () => {
    const text = `403/DENIED${' '.repeat(10)}\n`;
    const { channel, learnt } = await channelTo((socket) => byteByByte(socket, text, 100), 1500);
    expect(await ask(channel)).toMatchObject({ kind: 'reply', code: 403 });
    expect(learnt.responseNewline).toBe(true);
  });

  test('is not awaited for ever, though it keeps coming', async () => {
    const { channel } = await channelTo((socket) => byteByByte(socket, 'x'.repeat(2000), 2), HASTY_MS);
    expect(await ask(channel)).toMatchObject({ kind: 'garbage' });
  });

  test('is there with its status; its data lines may be late, and are its own', async () => {
    const { channel } = await channelTo(async (socket) => {
      socket.write('200/OK\n');
      await sleep(30);
      socket.write('type:new_message\nmessage:{"a:b"}\n');
    });
    const answer = await ask(channel);
    expect(answer).toEqual(OK);
    await channel.more(() => answer.kind === 'reply' && answer.data.length === 2);
    expect(answer).toEqual(
      reply(200, '200/OK', {
        data: [
          { key: 'type', value: 'new_message' },
          { key: 'message', value: '{"a:b"}' },
        ],
      }),
    );
  });

  test('of several that come in one piece, goes to the command in whose turn it is', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('200/OK\nmessage-id:5\n403/DENIED\n');
    });
    expect(await ask(channel, 2)).toMatchObject({ code: 200, data: [{ key: 'message-id', value: '5' }] });
    expect(await channel.answer()).toEqual(reply(403, '403/DENIED'));
    expect(channel.unasked).toEqual([]);
  });

  test('may hold what is no data line', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('200/OK\nhello\n:x\nkey:value\n');
    });
    const answer = await ask(channel);
    await channel.quiet();
    expect(answer).toMatchObject({ garbage: ['hello', ':x'], data: [{ key: 'key', value: 'value' }] });
  });

  test('is taken though what comes in front of it is no status; that is not forgotten', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('Welcome!\n200/OK\n');
    });
    expect(await ask(channel)).toEqual(OK);
    expect(channel.stray).toEqual(['Welcome!']);
  });
});

describe.concurrent('an answer without its last newline', () => {
  test('is learnt once; from then on a quiet gap ends answers', async () => {
    const { channel, learnt } = await channelTo((socket) => {
      socket.write('200/OK\nmessage-id:5');
    }, HASTY_MS);
    const first = await ask(channel);
    await channel.more(() => first.kind === 'reply' && first.data.length > 0);
    expect(first).toMatchObject({ code: 200, data: [{ key: 'message-id', value: '5' }] });
    expect(learnt.responseNewline).toBe(false);
    const second = await ask(channel);
    await channel.quiet();
    expect(second).toMatchObject({ code: 200, data: [{ key: 'message-id', value: '5' }] });
    expect(channel.unasked).toEqual([]);
  });

  test('is a status alone, as well', async () => {
    const { channel, learnt } = await channelTo((socket, count) => {
      socket.write(count === 1 ? '200/OK' : '403/DENIED');
    }, HASTY_MS);
    expect(await ask(channel)).toEqual(OK);
    expect(learnt.responseNewline).toBe(false);
    expect(await ask(channel)).toEqual(reply(403, '403/DENIED'));
  });

  test('is not learnt from a peer that closes behind it', async () => {
    const { channel, learnt } = await channelTo((socket) => {
      socket.end('200/OK');
    });
    expect(await ask(channel)).toEqual(OK);
    expect(learnt.responseNewline).toBe(true);
  });
});

describe.concurrent('what nobody asked for', () => {
  test('is kept apart, with its data lines', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('200/OK\n403/DENIED\nmessage:again\n');
    });
    expect(await ask(channel)).toEqual(OK);
    await channel.quiet();
    expect(channel.unasked).toEqual([
      reply(403, '403/DENIED', { data: [{ key: 'message', value: 'again' }] }),
    ]);
  });

  test('takes no data lines away from the answers behind it', async () => {
    const { channel } = await channelTo((socket, count) => {
      socket.write(count === 1 ? '200/OK\n200/OK\n' : '200/OK\ntype:new_message\nhello\n');
    });
    await ask(channel);
    await channel.quiet();
    const second = await ask(channel);
    await channel.quiet();
    expect(second).toMatchObject({ data: [{ key: 'type', value: 'new_message' }], garbage: ['hello'] });
    expect(channel.unasked).toEqual([OK]);
  });

  test('is not an answer that was given up and comes late', async () => {
    const { channel } = await channelTo(async (socket) => {
      await sleep(HASTY_MS + 100);
      socket.write('200/OK\n');
    }, HASTY_MS);
    expect(await ask(channel)).toMatchObject({ kind: 'silence' });
    await channel.quiet(600);
    expect(channel.unasked).toEqual([]);
  });

  test('is waited for where the target is known to repeat itself', async () => {
    const { channel, learnt } = await channelTo(async (socket, count) => {
      socket.write(count === 1 ? '200/OK\n' : '403/DENIED\n');
      await sleep(10);
      if (count === 1) socket.write('200/OK\n');
    });
    learnt.repeatsItself = true;
    await ask(channel);
    expect(await ask(channel)).toEqual(reply(403, '403/DENIED'));
    expect(channel.unasked).toEqual([OK]);
  });
});

describe.concurrent('no answer', () => {
  test('is silence', async () => {
    const { channel } = await channelTo(() => undefined, HASTY_MS);
    expect(await ask(channel)).toMatchObject({ kind: 'silence' });
    expect(channel.closed).toBe(false);
  });

  test.each<[string, (socket: Socket) => void, Answer['kind'], string?]>([
    ['a close', (socket) => socket.end(), 'closed', 'end'],
    ['a reset', (socket) => socket.resetAndDestroy(), 'closed', 'reset'],
    ['a close behind half a line', (socket) => socket.end('bonj'), 'garbage'],
    ['garbage', (socket) => socket.write('hello\n'), 'garbage'],
    ['garbage without a newline', (socket) => socket.write('hello'), 'garbage'],
    ['a line that is too long', (socket) => socket.write('x'.repeat(2_000_000)), 'garbage'],
    ['a flood', (socket) => socket.write('x:y\n'.repeat(2_000_000)), 'flood'],
  ])('is %s', async (...[, behave, kind, how]) => {
    // A flood is told by its bytes alone, however long a busy machine takes to move them.
    const { channel } = await channelTo(behave, kind === 'flood' ? 20_000 : 500);
    expect(await ask(channel)).toMatchObject({ kind, ...(how !== undefined && { how }) });
  });

  test('is garbage once: what came before the next command is not held against it', async () => {
    const { channel } = await channelTo((socket, count) => {
      if (count === 1) socket.write('hello\n');
    }, HASTY_MS);
    expect(await ask(channel)).toEqual({ kind: 'garbage', lines: ['hello'] });
    expect(await ask(channel)).toMatchObject({ kind: 'silence' });
    expect(channel.stray).toEqual(['hello']);
  });

  test('to the second of two commands, is told for that one', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('200/OK\n');
    }, HASTY_MS);
    expect(await ask(channel, 2)).toEqual(OK);
    expect(await channel.answer()).toMatchObject({ kind: 'silence' });
  });
});

describe.concurrent('an answer that may not come', () => {
  test('is taken when it does', async () => {
    const { channel } = await channelTo((socket) => {
      socket.write('200/OK\n');
    });
    await channel.send([Buffer.from('DISCONNECTED\n')], { answers: 1, pauseMs: 0 });
    expect(await channel.answerWithin(PATIENT_MS)).toEqual(OK);
  });

  test('is a close, or silence, else', async () => {
    const closing = await channelTo((socket) => socket.end());
    await closing.channel.send([Buffer.from('DISCONNECTED\n')], { answers: 1, pauseMs: 0 });
    expect(await closing.channel.answerWithin(PATIENT_MS)).toEqual({ kind: 'closed', how: 'end' });
    const silent = await channelTo(() => undefined);
    await silent.channel.send([Buffer.from('DISCONNECTED\n')], { answers: 1, pauseMs: 0 });
    expect(await silent.channel.answerWithin(30)).toMatchObject({ kind: 'silence' });
  });

  test('is waited for to its end once it has begun', async () => {
    const { channel } = await channelTo(async (socket) => {
      socket.write('200');
      await sleep(100);
      socket.write('/OK\n');
    });
    await channel.send([Buffer.from('DISCONNECTED\n')], { answers: 1, pauseMs: 0 });
    expect(await channel.answerWithin(30)).toEqual(OK);
  });
});

test('segments leave apart, in order', async () => {
  const heard: string[] = [];
  const { channel } = await channelTo((socket, count, bytes) => {
    heard.push(bytes.toString());
    if (count === 3) socket.write('200/OK\n');
  });
  const segments = ['A', 'B', 'C'].map((text) => Buffer.from(text));
  await channel.send(segments, { answers: 1, pauseMs: 50 });
  expect(await channel.answer()).toEqual(OK);
  expect(heard).toEqual(['A', 'B', 'C']);
});
