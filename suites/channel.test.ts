import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { UNKNOWN } from '../target/profile.ts';
import { openConnection } from '../wire/open-connection.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channel } from './channel.ts';
import { startTinyServer } from './golden/tiny-server.ts';
import { nothingLearnt, type Learnt } from './learnt.ts';
import type { Answer } from './played.ts';

/** Time enough for what is awaited on a busy machine; what never comes is waited for as long as this, in ms. */
const PATIENT_MS = 5000;
const HASTY_MS = 150;

const open = new AsyncDisposableStack();
const undo: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

interface Opened {
  readonly channel: Channel;
  readonly learnt: Learnt;
}

/** A channel to a server that does this with each segment it gets; `count` is the number of segments so far. */
async function channelTo(
  answers: (socket: Socket, count: number) => void | Promise<void>,
  answerMs = PATIENT_MS,
): Promise<Opened> {
  const server = await startTinyServer((socket) => {
    let count = 0;
    socket.on('data', () => void answers(socket, (count += 1)));
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
  return { channel: new Channel(opened.connection, { learnt, timing: { ...UNKNOWN.timing, answerMs } }), learnt };
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
