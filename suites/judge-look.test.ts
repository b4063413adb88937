import { describe, expect, test } from 'vitest';
import {
  caseOf,
  got,
  judged,
  looked,
  MEMBER,
  message,
  NONCE,
  PRO,
  playedOf,
  reply,
  row,
} from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { StoredMessage } from './message-store.ts';
import type { SentMessage } from './played.ts';

const HELLO = `Bonjour ${NONCE}`;
const BYE = `Au revoir ${NONCE}`;
const SENT = message([HELLO]);
const REFUSED = message([HELLO], { codes: [403] });

/** The judgement on looks with these options, which saw these messages one after another. */
function look(
  looks: readonly (readonly [options: string, rows: readonly StoredMessage[]])[],
  ...messages: SentMessage[]
): Judgement {
  const sending = messages.map(
    ({ ref }) => `- member SEND_MSG: { to: pro, content: x, as: ${ref}, expect: anything }`,
  );
  const steps = looks.map(([options]) => `- guest look: { ${options} }`);
  const answers = messages.map(({ codes }) => got(reply(codes[0] === 200 ? 200 : 403)));
  const records = [...answers, ...looks.map(([, rows]) => looked(rows))];
  return judged(caseOf([...sending, ...steps].join('\n'), ['M1']), playedOf(records, messages));
}

function finding(expected: string, actual: string): object {
  return { verdict: 'fail', findings: [{ clause: 'M1', expected: [expected], actual }] };
}

const NAMED = `the message "${HELLO}"`;
const AS_STORED = `message 5 from 3 to 4, "${HELLO}"`;

describe('a message that must be stored', () => {
  test('is there', () => {
    expect(look([['stored: [m]', [row(HELLO)]]], SENT).verdict).toBe('pass');
  });

  test('is not there', () => {
    expect(look([['stored: [m]', []]], SENT)).toMatchObject(
      finding(`${NAMED} is stored`, 'no new message of its users in the database after 2000 ms'),
    );
  });

  test('is not there, but another one is', () => {
    const other = message([BYE], { ref: 'n' });
    expect(look([['stored: [m]', [row(BYE)]]], SENT, other)).toMatchObject(
      finding(`${NAMED} is stored`, 'only other messages of its users in the database after 2000 ms'),
    );
  });

  test('is only there marked as deleted', () => {
    expect(look([['stored: [m]', [row(HELLO, { deleted: true })]]], SENT).verdict).toBe('fail');
  });

  test('may be there in a form that cannot be read: nobody is accused', () => {
    const rows = [row('x8s7'), row('p3k2', { id: '6' })];
    expect(look([['stored: [m]', rows]], SENT)).toMatchObject({
      verdict: 'not-observable',
      findings: [],
      reason:
        'a new message of these users holds a text that was not sent, and may be it: message 5 from 3 to 4, "x8s7"',
    });
  });

  test('is shown with the bytes that sent it', () => {
    expect(look([['stored: [m]', []]], SENT).findings).toMatchObject([
      { sent: 'COMMAND\\n', received: 'ANSWER\\n' },
    ]);
  });
});

describe('once', () => {
  test('it is', () => {
    expect(look([['stored: [m], once: true', [row(HELLO)]]], SENT).verdict).toBe('pass');
  });

  test('it is not', () => {
    const rows = [row(HELLO), row(HELLO, { id: '6' })];
    expect(look([['stored: [m], once: true', rows]], SENT)).toMatchObject(
      finding(`${NAMED} is stored once`, '2 times: 5, 6'),
    );
    expect(look([['stored: [m]', rows]], SENT).verdict).toBe('pass');
  });
});

describe('sender and recipient', () => {
  const judge = (stored: StoredMessage): Judgement =>
    look([['stored: [m], judges: [fields]', [stored]]], SENT);

  test('are right', () => {
    expect(judge(row(HELLO)).verdict).toBe('pass');
  });

  test('are those of another account', () => {
    expect(judge(row(HELLO, { sender: String(PRO.id), recipient: String(MEMBER.id) }))).toMatchObject({
      verdict: 'fail',
      findings: [
        { expected: ['sender 3'], actual: 'sender 4 in the database' },
        { expected: ['recipient 4'], actual: 'recipient 3 in the database' },
      ],
    });
  });

  test('are numbers of another kind, which accuse nobody', () => {
    expect(judge(row(HELLO, { sender: '1003' }))).toMatchObject({
      verdict: 'not-observable',
      reason: 'its sender is stored as 1003, which no known account is',
    });
  });
});

describe('content', () => {
  const judge = (content: string): Judgement =>
    look([['stored: [m], judges: [content]', [row(content)]]], { ...SENT, id: '5' });

  test('is whole', () => {
    expect(judge(HELLO).verdict).toBe('pass');
  });

  test.each([
    ['Bonjour', 'only 7 of its 11 characters in the database: "Bonjour"'],
    ['', 'only 0 of its 11 characters in the database: ""'],
  ])('was cut to %j', (content, actual) => {
    expect(judge(content)).toMatchObject(finding(`content "${HELLO}"`, actual));
  });

  test.each([`Bonjour&nbsp;${NONCE}`, 'Qm9uam91cg==', `${HELLO} `])(
    'is written as %j, which accuses nobody',
    (content) => {
      expect(judge(content)).toMatchObject({ verdict: 'not-observable', findings: [] });
    },
  );
});

describe('an update', () => {
  const updated = message([HELLO, BYE], { id: '5' });
  const twice = (after: readonly StoredMessage[]): Judgement =>
    look(
      [
        ['stored: [m]', [row(HELLO)]],
        [`stored: [{ message: m, content: 'Au revoir {unique}' }]`, after],
      ],
      updated,
    );

  test('is stored', () => {
    expect(twice([row(BYE)]).verdict).toBe('pass');
  });

  test('is stored as a message of its own, beside the former one', () => {
    expect(twice([row(HELLO), row(BYE, { id: '6' })]).verdict).toBe('pass');
  });

  test('is stored in a form of the target’s own', () => {
    expect(twice([row(`Au&nbsp;revoir ${NONCE}`)]).verdict).toBe('pass');
  });

  test('has left no trace', () => {
    expect(twice([row(HELLO)])).toMatchObject(
      finding(`${NAMED} is stored with the content "${BYE}"`, `after 2000 ms, ${AS_STORED}`),
    );
  });

  test('has left no trace in content that is not written as it was sent', () => {
    const rows = [row('x8s7')];
    const steps = ['stored: [m]', `stored: [{ message: m, content: 'Au revoir {unique}' }]`];
    expect(
      look(
        steps.map((each) => [each, rows] as const),
        updated,
      ).verdict,
    ).toBe('fail');
  });
});

describe('a message that was refused', () => {
  const judge = (rows: readonly StoredMessage[], ...messages: SentMessage[]): Judgement =>
    look([['missing: [m]', rows]], ...messages);

  test('is not there', () => {
    expect(judge([], REFUSED).verdict).toBe('pass');
    expect(judge([row(BYE)], REFUSED, message([BYE], { ref: 'n' })).verdict).toBe('pass');
  });

  test('is there', () => {
    expect(judge([row(HELLO)], REFUSED)).toMatchObject(finding(`${NAMED} is not stored`, AS_STORED));
  });

  test.each([
    ['cut', 'Bon'],
    ['escaped', `Bonjour&nbsp;${NONCE}`],
  ])('is there, %s', (_, content) => {
    expect(judge([row(content)], REFUSED)).toMatchObject(
      finding(`${NAMED} is not stored`, `message 5 from 3 to 4, "${content}"`),
    );
  });

  test('is there marked as deleted, which is as good as not there', () => {
    expect(judge([row(HELLO, { deleted: true })], REFUSED).verdict).toBe('pass');
  });

  test('may be what cannot be read', () => {
    expect(judge([row('x8s7')], REFUSED).verdict).toBe('not-observable');
  });

  test('is not what cannot be read, when that is one that was accepted', () => {
    expect(judge([row('x8s7')], REFUSED, message([BYE], { ref: 'n' })).verdict).toBe('pass');
    expect(
      judge([row('x8s7'), row('p3k2', { id: '6' })], REFUSED, message([BYE], { ref: 'n' })),
    ).toMatchObject({
      verdict: 'not-observable',
    });
  });

  test('was answered 200 after all: the target may keep it', () => {
    expect(judge([row(HELLO)], SENT)).toMatchObject({
      verdict: 'not-observable',
      reason: 'it was answered 200, so that the target may well keep it',
    });
  });

  test('and not answered at all is refused too', () => {
    expect(judge([row(HELLO)], message([HELLO], { codes: [0] })).verdict).toBe('fail');
  });
});

describe('of a burst', () => {
  const contents = [0, 1, 2].map((each) => `${NONCE} ${each}.`);
  const burst = message(contents, { codes: [200, 200, 426] });
  const rows = contents.map((content, index) => row(content, { id: String(index) }));
  const [first, second, third] = rows.map((each) => [each]);

  test('all are stored that were accepted', () => {
    expect(look([['stored: [m], missing: [m]', rows.slice(0, 2)]], burst).verdict).toBe('pass');
    expect(look([['stored: [m]', first ?? []]], burst)).toMatchObject(
      finding('all 2 messages answered 200 are stored', '1 of them are in the database after 2000 ms'),
    );
  });

  test('none is stored that was refused', () => {
    expect(look([['missing: [m]', [...(second ?? []), ...(third ?? [])]]], burst)).toMatchObject(
      finding('a message that was refused is not stored', `message 2 from 3 to 4, "${NONCE} 2."`),
    );
  });

  test('those in a form of the target’s own are counted', () => {
    const written = rows.map((each) => ({ ...each, content: each.content.replace(' ', '%20') }));
    expect(look([['stored: [m]', written]], burst).verdict).toBe('not-observable');
    expect(look([['missing: [m]', written.slice(0, 2)]], burst).verdict).toBe('pass');
    expect(look([['missing: [m]', written]], burst).verdict).toBe('not-observable');
  });
});

describe('a message that must stay as it is', () => {
  const then = (after: readonly StoredMessage[], before = [row(HELLO)]): Judgement =>
    look(
      [
        ['stored: [m]', before],
        ['unchanged: [m]', after],
      ],
      { ...SENT, id: '5' },
    );

  test('does', () => {
    expect(then([row(HELLO)]).verdict).toBe('pass');
    expect(then([{ ...row(HELLO), whole: 'seen' }]).verdict).toBe('pass');
    expect(then([row('x8s7')], [row('x8s7')]).verdict).toBe('pass');
  });

  test.each<[string, StoredMessage[], string]>([
    ['another content', [row(BYE)], `message 5 from 3 to 4, "${BYE}"`],
    ['another sender', [row(HELLO, { sender: '4' })], `message 5 from 4 to 4, "${HELLO}"`],
    ['a mark', [row(HELLO, { deleted: true })], `${AS_STORED}, marked as deleted`],
    ['nothing', [], 'it is no longer there'],
    ['a copy in its place', [row(HELLO, { id: '6' })], 'it is no longer there'],
  ])('has become %s', (_, after, actual) => {
    expect(then(after)).toMatchObject(finding(`${NAMED} stays as it was stored: ${AS_STORED}`, actual));
  });
});

describe('a deleted message', () => {
  const then = (after: readonly StoredMessage[], before = [row(HELLO)]): Judgement =>
    look(
      [
        ['stored: [m]', before],
        ['deleted: [m]', after],
      ],
      { ...SENT, id: '5' },
    );

  test.each<[string, StoredMessage[]]>([
    ['gone', []],
    ['marked', [row(HELLO, { deleted: true })]],
    ['emptied', [row('')]],
    ['changed in some column that means it', [{ ...row(HELLO), whole: 'deleted_at' }]],
  ])('is %s', (_, after) => {
    expect(then(after).verdict).toBe('pass');
  });

  test('is still there', () => {
    expect(then([row(HELLO)])).toMatchObject(
      finding(
        `${NAMED} is gone from the database, or marked as deleted`,
        `after 2000 ms it still is there and not marked: ${AS_STORED}`,
      ),
    );
  });

  test('may be noted elsewhere, where no column is known that would tell', () => {
    const { id, sender, recipient, content, whole } = row(HELLO);
    const unmarked = { id, sender, recipient, content, whole };
    expect(then([unmarked], [unmarked]).verdict).toBe('not-observable');
  });

  test('has come back', () => {
    const looks = [
      ['stored: [m]', [row(HELLO)]],
      ['deleted: [m]', [row(HELLO, { deleted: true })]],
      ['deleted: [m]', [row(BYE)]],
    ] as const;
    expect(look(looks, { ...SENT, id: '5' }).verdict).toBe('fail');
  });
});

test('as long as messages may be kept elsewhere, nothing is observable', () => {
  const of = caseOf(
    '- member SEND_MSG: { to: pro, content: x, as: m, expect: 200 }\n- guest look: { stored: [m], missing: [m] }',
  );
  const records = [got(reply(200)), looked([], 'there is a table of chats')];
  expect(judged(of, playedOf(records, [SENT]))).toMatchObject({
    verdict: 'not-observable',
    findings: [],
    reason: 'there is a table of chats',
  });
});
