import { describe, expect, test } from 'vitest';
import { caseOf, NONCE } from '../golden/records.ts';
import { ACCOUNTS, answerOf, codes, inOrder, stage, TOKENS } from '../golden/stage.ts';
import { doorkeeper, hears, type Heard } from '../golden/tiny-server.ts';
import type { Learnt } from '../learnt.ts';
import type { RunContext } from './context.ts';

const SEND = '- member SEND_MSG: { to: pro, content: a, as: m }';

const isSend = ({ name }: Heard): boolean => name === 'SEND_MSG';

/** A run that has learnt this much before. */
function knowing(learnt: Partial<Learnt>): (run: RunContext) => void {
  return (run) => void Object.assign(run.learnt, learnt);
}

describe('how many responses a command gets', () => {
  const once = caseOf('- member LOGIN\n- member SEND_MSG: { to: pro, content: a, expect: 200, exactly: 1 }');

  test.each([
    ['200/OK\n', 1],
    ['200/OK\n200/OK\n', 2],
    ['200/OK\nmessage:a\n403/DENIED\n416/MISFMT\n', 3],
  ])('%j is %i, told with a barrier and without', async (answer, responses) => {
    for (const barrier of [true, false]) {
      const server = inOrder((heard) => (isSend(heard) ? answer : undefined));
      const { played } = await stage(once, server, knowing({ barrier }));
      expect(answerOf(played, 1).responses).toBe(responses);
    }
  });

  test('is counted of a second one that comes late, too', async () => {
    const answer = doorkeeper(TOKENS);
    const late = hears((heard, socket) => {
      if (isSend(heard)) setTimeout(() => socket.write('200/OK\n'), 20);
      return answer(heard, socket);
    });
    const { played } = await stage(once, late);
    expect(answerOf(played, 1).responses).toBe(2);
  });
});

describe('a LOGIN behind a command, in the same segment', () => {
  test('has the second answer', async () => {
    const { played } = await stage(caseOf('- member LOGIN: { expect: 200, delivery: followed }'), inOrder());
    expect(answerOf(played, 0)).toMatchObject({ answer: { code: 200 }, next: { code: 403 } });
  });

  test('is missed where a segment is taken for one command', async () => {
    const { played } = await stage(
      caseOf('- member LOGIN: { expect: 200, delivery: followed }'),
      (socket) => {
        socket.once('data', () => socket.write('200/OK\n'));
      },
    );
    expect(answerOf(played, 0).next).toMatchObject({ kind: 'silence' });
  });
});

describe('the id of a new message', () => {
  test.each(['message-id', 'message_id', 'messageId', 'id', 'msg-id'])(
    'is told as %s, and learnt once',
    async (key) => {
      const server = inOrder((heard) => (isSend(heard) ? `200/OK\nnote:1\n${key}: 77 \n` : undefined));
      const { played, run } = await stage(caseOf(`- member LOGIN\n${SEND}`), server);
      expect(played.messages.get('m')).toMatchObject({
        id: '77',
        sender: 1,
        recipient: 3,
        contents: ['a'],
        codes: [200],
      });
      expect(run.learnt.messageIdKey).toEqual({ kind: 'key', key });
    },
  );

  test.each(['200/OK\n', '200/OK\nnote:77\n', '200/OK\nid:abc\n'])('is not told by %j', async (answer) => {
    const server = inOrder((heard) => (isSend(heard) ? answer : undefined));
    const { played, run } = await stage(caseOf(`- member LOGIN\n${SEND}`), server);
    expect(played.messages.get('m')?.id).toBeUndefined();
    expect(run.learnt.messageIdKey).toEqual({ kind: 'none' });
  });

  test('is waited for where it is known to come', async () => {
    const answer = doorkeeper(TOKENS);
    const slow = hears((heard, socket) => {
      if (isSend(heard)) setTimeout(() => socket.write('id:77\n'), 50);
      return answer(heard, socket);
    });
    const known = knowing({ messageIdKey: { kind: 'key', key: 'id' } });
    const { played } = await stage(caseOf(`- member LOGIN\n${SEND}`), slow, known);
    expect(played.messages.get('m')?.id).toBe('77');
  });
});

describe('what is remembered', () => {
  test('a message that was refused must not arrive: it is kept, with its status', async () => {
    const server = inOrder((heard) => (isSend(heard) ? '416/MISFMT\n' : undefined));
    const steps =
      "- member SEND_MSG: { to: pro, content: 'a {unique}', as: m, malformed: true, expect: 416 }";
    const { played } = await stage(caseOf(steps), server);
    expect(played.messages.get('m')).toMatchObject({ contents: [`a ${played.nonce}`], codes: [416] });
    expect(played.nonce).not.toBe(NONCE);
  });

  test('an update is one more content of its message', async () => {
    const steps = `- member LOGIN\n${SEND}\n- member UPDT_MSG: { message: m, content: b, expect: 200 }`;
    const server = inOrder((heard) => (isSend(heard) ? '200/OK\nid:5\n' : undefined));
    const { played } = await stage(caseOf(steps), server);
    expect(played.messages.get('m')?.contents).toEqual(['a', 'b']);
  });

  test('a message that was sent shows that no block stands between the two, a block that one does', async () => {
    const [member, , pro] = ACCOUNTS;
    if (member === undefined || pro === undefined) throw new Error('three accounts are due');
    const sent = await stage(caseOf(`- member LOGIN\n${SEND}`), inOrder());
    expect([sent.run.ledger.reaches(member, pro), sent.run.ledger.reaches(pro, member)]).toEqual([
      true,
      false,
    ]);
    const steps = `- member LOGIN\n- pro LOGIN\n${SEND}\n- pro BLOCK_USER: { to: member, expect: 200 }`;
    expect((await stage(caseOf(steps), inOrder())).run.ledger.reaches(member, pro)).toBe(false);
  });
});

describe('a length that is refused', () => {
  const NOT_ASCII = "- member LOGIN\n- member SEND_MSG: { to: pro, content: 'à 😀', expect: 200 }";

  /** Takes a message of this length alone, and says so, or `other` than 200. */
  const counting = (length: string, other = '200/OK\n'): Parameters<typeof stage>[1] =>
    inOrder((heard) => {
      if (!isSend(heard)) return undefined;
      return heard.parameters.get('message-length') === length ? other : '416/MISFMT\n';
    });

  test.each([
    ['3', 200, ['code-points']],
    ['4', 200, ['utf-16-units']],
    ['7', 200, ['bytes']],
    ['6', 416, ['code-points', 'utf-16-units', 'bytes']],
  ])('gives way to another unit: %s is answered %i, and leaves %j', async (length, code, units) => {
    const { played, run } = await stage(caseOf(NOT_ASCII), counting(length));
    expect(codes(played)).toEqual([200, code]);
    expect(run.learnt.lengthUnits).toEqual(units);
  });

  test('is told from what else is wrong by another refusal', async () => {
    const { played, run } = await stage(caseOf(NOT_ASCII), counting('7', '401/UNAUTH\n'));
    expect(codes(played)).toEqual([200, 401]);
    expect(run.learnt.lengthUnits).toEqual(['bytes']);
  });

  test('gives way to what another case has learnt meanwhile', async () => {
    let learnt: Learnt | undefined;
    const lengths: unknown[] = [];
    const server = inOrder((heard) => {
      if (!isSend(heard)) return undefined;
      if (learnt !== undefined) learnt.lengthUnits = ['bytes'];
      lengths.push(heard.parameters.get('message-length'));
      return lengths.length === 1 ? '416/MISFMT\n' : '200/OK\n';
    });
    const { played } = await stage(caseOf(NOT_ASCII), server, (run) => {
      learnt = run.learnt;
    });
    expect([codes(played), lengths]).toEqual([
      [200, 200],
      ['3', '7'],
    ]);
  });

  test('once learnt, is not tried again', async () => {
    const sends = `${NOT_ASCII}\n- member SEND_MSG: { to: pro, content: é, expect: 200 }`;
    const lengths: (string | undefined)[] = [];
    const server = inOrder((heard) => {
      if (!isSend(heard)) return undefined;
      const length = heard.parameters.get('message-length');
      lengths.push(length);
      return length === String(Buffer.byteLength(heard.parameters.get('content') ?? ''))
        ? '200/OK\n'
        : '416/MISFMT\n';
    });
    await stage(caseOf(sends), server);
    expect(lengths).toEqual(['3', '4', '7', '2']);
  });

  test.each([
    "with: { message-length: '3' }",
    'malformed: true, with: { recipient-id: abc }',
    'delivery: { cut: in-character }',
    'delivery: byte-by-byte',
  ])('is kept where that is what is asked about: %s', async (options) => {
    const steps = `- member LOGIN\n- member SEND_MSG: { to: pro, content: 'à 😀', ${options}, expect: 200 }`;
    const { played, run } = await stage(caseOf(steps), counting('7'));
    expect(codes(played)).toEqual([200, 416]);
    expect(run.learnt.lengthUnits).toHaveLength(3);
  });
});

test('what a command tells in further lines is waited for', async () => {
  const answer = doorkeeper(TOKENS);
  const slow = hears((heard, socket) => {
    if (heard.name === 'NEW_CHG_AVAILABLE') setTimeout(() => socket.write('type:new_message\n'), 50);
    return answer(heard, socket);
  });
  const steps = '- member LOGIN\n- member NEW_CHG_AVAILABLE: { expect: 200, has: [type] }';
  const { played } = await stage(caseOf(steps), slow);
  expect(answerOf(played, 1).answer).toMatchObject({ data: [{ key: 'type', value: 'new_message' }] });
});

test('a refused session may be kept on purpose', async () => {
  const sockets = new Set<unknown>();
  const answer = doorkeeper(TOKENS);
  const server = hears((heard, socket) => {
    sockets.add(socket);
    return isSend(heard) ? '416/MISFMT\n' : answer(heard, socket);
  });
  const steps = `
    - member LOGIN
    - member SEND_MSG: { to: pro, content: a, malformed: true, expect: 416 }
    - member NEW_CHG_AVAILABLE: { keep: true, expect: 200 }`;
  await stage(caseOf(steps), server);
  expect(sockets.size).toBe(1);
});
