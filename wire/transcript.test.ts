import { describe, expect, test } from 'vitest';
import { createMask } from './mask.ts';
import { Transcript } from './transcript.ts';

const KEPT_BYTES = 256 * 1024;
const mask = createMask(new Map([['5f2d9c', 'token of 3']]));

describe('entries', () => {
  test('tell what happened, where, and when since the beginning', () => {
    let nowMs = 5000;
    const transcript = new Transcript(() => nowMs);
    transcript.record('alice', 'opened', '127.0.0.1 port 4242');
    nowMs += 1.5;
    transcript.record('alice', 'sent', Buffer.from('LOGIN\n'));
    nowMs += 2;
    transcript.record('bob', 'closed');
    expect(transcript.entries()).toEqual([
      { atMs: 0, connection: 'alice', kind: 'opened', note: '127.0.0.1 port 4242' },
      { atMs: 1.5, connection: 'alice', kind: 'sent', bytes: Buffer.from('LOGIN\n'), leftOut: 0 },
      { atMs: 3.5, connection: 'bob', kind: 'closed', note: '' },
    ]);
  });

  test('hold their bytes when the buffer they came from is used again', () => {
    const transcript = new Transcript(() => 0);
    const chunk = Buffer.from('200/OK\n');
    transcript.record('alice', 'received', chunk);
    chunk.fill(0);
    expect(transcript.entries()).toMatchObject([{ bytes: Buffer.from('200/OK\n') }]);
  });

  test('keep 256 KiB in all, sent and received on every connection, and count the rest', () => {
    const transcript = new Transcript(() => 0);
    transcript.record('alice', 'sent', Buffer.alloc(KEPT_BYTES - 3, 'a'));
    transcript.record('bob', 'received', Buffer.from('12345'));
    transcript.record('alice', 'sent', Buffer.from('6'));
    transcript.record('alice', 'note', 'still told');
    expect(transcript.entries().slice(1)).toEqual([
      { atMs: 0, connection: 'bob', kind: 'received', bytes: Buffer.from('123'), leftOut: 2 },
      { atMs: 0, connection: 'alice', kind: 'sent', bytes: Buffer.alloc(0), leftOut: 1 },
      { atMs: 0, connection: 'alice', kind: 'note', note: 'still told' },
    ]);
  });

  test('do not grow in number with a stream of which nothing is kept any more', () => {
    const transcript = new Transcript(() => 0);
    transcript.record('alice', 'received', Buffer.alloc(KEPT_BYTES));
    for (let times = 0; times < 1000; times += 1) transcript.record('alice', 'received', Buffer.from('x'));
    transcript.record('bob', 'received', Buffer.from('x'));
    transcript.record('bob', 'sent', Buffer.from('x'));
    expect(transcript.entries()).toMatchObject([
      { connection: 'alice', leftOut: 1000 },
      { connection: 'bob', kind: 'received', leftOut: 1 },
      { connection: 'bob', kind: 'sent', leftOut: 1 },
    ]);
  });
});

describe('rendered lines', () => {
  test('are the entries, escaped and masked', () => {
    const transcript = new Transcript(() => 7);
    transcript.record('alice', 'opened');
    transcript.record('alice', 'sent', Buffer.from('LOGIN\napi-token:5f2d9c\n'));
    transcript.record('alice', 'received', Buffer.from('200/OK\n'));
    transcript.record('alice', 'note', 'logged in with 5f2d9c');
    expect(transcript.render(mask)).toEqual([
      { atMs: 0, connection: 'alice', kind: 'opened', text: '' },
      { atMs: 0, connection: 'alice', kind: 'sent', text: 'LOGIN\\napi-token:<token of 3>\\n' },
      { atMs: 0, connection: 'alice', kind: 'received', text: '200/OK\\n' },
      { atMs: 0, connection: 'alice', kind: 'note', text: 'logged in with <token of 3>' },
    ]);
  });

  test('say how long an entry was of which not all is kept', () => {
    const transcript = new Transcript(() => 0);
    transcript.record('alice', 'sent', Buffer.alloc(KEPT_BYTES - 2));
    transcript.record('alice', 'received', Buffer.from('12345'));
    expect(transcript.render(mask).at(-1)?.text).toBe('12… (5 bytes in all)');
  });

  test('keep the pieces of a stream apart', () => {
    const transcript = new Transcript(() => 0);
    for (const piece of ['LO', 'GIN\napi-token:5f2d9c', '\n'])
      transcript.record('alice', 'sent', Buffer.from(piece));
    expect(transcript.render(mask).map(({ text }) => text)).toEqual([
      'LO',
      'GIN\\napi-token:<token of 3>',
      '\\n',
    ]);
  });

  test('keep pieces apart between which a character is split, if they tell no secret', () => {
    const transcript = new Transcript(() => 0);
    for (const byte of Buffer.from('é')) transcript.record('alice', 'sent', Buffer.of(byte));
    expect(transcript.render(mask).map(({ text }) => text)).toEqual(['\\xC3', '\\xA9']);
  });

  test('put pieces together that tell a secret around something else that happened', () => {
    const transcript = new Transcript(() => 0);
    transcript.record('alice', 'sent', Buffer.from('api-token:5f2'));
    transcript.record('alice', 'note', 'slow');
    transcript.record('alice', 'sent', Buffer.from('d9c\n'));
    expect(transcript.render(mask).map(({ text }) => text)).toEqual([
      'api-token:<token of 3>\\n (in 2 pieces)',
      'slow',
    ]);
  });

  test('put pieces together that would tell a secret between them', () => {
    let nowMs = 0;
    const transcript = new Transcript(() => nowMs);
    for (const byte of Buffer.from('api-token:5f2d9c\n')) {
      transcript.record('alice', 'sent', Buffer.of(byte));
      transcript.record('bob', 'received', Buffer.of(byte));
      nowMs += 1;
    }
    transcript.record('alice', 'received', Buffer.from('200/OK\n'));
    expect(transcript.render(mask)).toEqual([
      { atMs: 0, connection: 'alice', kind: 'sent', text: 'api-token:<token of 3>\\n (in 17 pieces)' },
      { atMs: 0, connection: 'bob', kind: 'received', text: 'api-token:<token of 3>\\n (in 17 pieces)' },
      { atMs: 17, connection: 'alice', kind: 'received', text: '200/OK\\n' },
    ]);
  });

  test('count what was left out of such pieces', () => {
    const transcript = new Transcript(() => 0);
    transcript.record('alice', 'received', Buffer.alloc(KEPT_BYTES - 6));
    for (const piece of ['5f2', 'd9cxyz']) transcript.record('alice', 'sent', Buffer.from(piece));
    expect(transcript.render(mask).at(-1)?.text).toBe('<token of 3>… (9 bytes in all) (in 2 pieces)');
  });
});
