import { describe, expect, test } from 'vitest';
import {
  caseOf,
  got,
  judged,
  MEMBER,
  message,
  NONCE,
  playedOf,
  polled,
  PRO,
  reply,
} from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { Ending, Reply, SentMessage } from './played.ts';

const NOTHING = reply(200);

/** A reply that hands out a new message, its information as JSON. */
function fresh(fields: Record<string, unknown>): Reply {
  return reply(200, 'type:new_message', `message:${JSON.stringify(fields)}`);
}

/** The judgement on one poll: its options, what it got, and the messages the case had sent. */
function poll(
  options: string,
  { replies, ending, clauses = ['M2'] }: { replies: readonly Reply[]; ending?: Ending; clauses?: string[] },
  messages: readonly SentMessage[] = [message([`Bonjour ${NONCE}`], { id: '5' })],
): Judgement {
  return judged(caseOf(`- pro poll: ${options}`, clauses), playedOf([polled(replies, ending)], messages));
}

const SEES = '{ sees: [{ new_message: m }] }';
const ONCE = '{ sees: [{ new_message: m }], once: true }';
const MISSES = '{ misses: [m] }';

describe('what must come', () => {
  test('has come when a change of its type is about it', () => {
    expect(poll(SEES, { replies: [fresh({ id: 5, content: 'x' })] }).verdict).toBe('pass');
    expect(poll(SEES, { replies: [NOTHING], ending: 'none-left' }).verdict).toBe('fail');
    expect(poll(SEES, { replies: [fresh({ id: 6, content: 'x' })] }).verdict).toBe('fail');
    const updated = reply(200, 'type:message_updated', 'message:{"id":5}');
    expect(poll(SEES, { replies: [updated] }).verdict).toBe('fail');
  });

  test('each of several must', () => {
    const two = [
      message([`a ${NONCE}`], { ref: 'a', id: '5' }),
      message([`b ${NONCE}`], { ref: 'b', id: '6' }),
    ];
    const options = '{ sees: [{ new_message: a }, { new_message: b }] }';
    expect(poll(options, { replies: [fresh({ id: 6 }), fresh({ id: 5 })] }, two).verdict).toBe('pass');
    expect(poll(options, { replies: [fresh({ id: 6 }), fresh({ id: 7 })] }, two).findings).toMatchObject([
      { expected: [`new_message about the message "a ${NONCE}"`] },
    ]);
  });

  test('without an id is known by its content', () => {
    const unnamed = [message([`Bonjour ${NONCE}`])];
    expect(poll(SEES, { replies: [fresh({ content: `Bonjour ${NONCE}` })] }, unnamed).verdict).toBe('pass');
    expect(poll(SEES, { replies: [fresh({ content: 'Bonjour' })] }, unnamed).verdict).toBe('fail');
    const text = reply(200, 'type:new_message', `message:5;Bonjour ${NONCE}`);
    expect(poll(SEES, { replies: [text] }, unnamed).verdict).toBe('pass');
  });

  test('which nobody sent, is a mistake of ours', () => {
    expect(poll(SEES, { replies: [] }, [])).toMatchObject({ verdict: 'error', reason: 'm was never sent' });
    expect(poll(MISSES, { replies: [] }, [])).toMatchObject({ verdict: 'error', reason: 'm was never sent' });
  });

  test('as a deletion cannot be told where no ids are', () => {
    const options = '{ sees: [{ message_deleted: m }] }';
    const deleted = reply(200, 'type:message_deleted', 'message-id:5');
    expect(poll(options, { replies: [deleted] }).verdict).toBe('pass');
    expect(poll(options, { replies: [deleted] }, [message(['a'])]).verdict).toBe('not-observable');
    expect(
      poll('{ misses: [{ message_deleted: m }] }', { replies: [deleted] }, [message(['a'])]).verdict,
    ).toBe('not-observable');
  });
});

describe('once', () => {
  const first = fresh({ id: 5, content: `Bonjour ${NONCE}` });

  test('is once, in one reply or in several', () => {
    expect(poll(ONCE, { replies: [first, NOTHING], ending: 'none-left' }).verdict).toBe('pass');
    const again = poll(ONCE, { replies: [first, first, NOTHING], ending: 'none-left' });
    expect(again.findings).toMatchObject([
      { expected: [`new_message about the message "Bonjour ${NONCE}" once`], actual: '2 times' },
    ]);
    const { data } = first;
    const double: Reply = { ...first, data: [...data, ...data] };
    expect(poll(ONCE, { replies: [double, NOTHING], ending: 'none-left' }).findings).toHaveLength(1);
  });

  test('counts a copy under another id, unless another message says the same', () => {
    const copy = fresh({ id: 6, content: `Bonjour ${NONCE}` });
    expect(poll(ONCE, { replies: [first, copy, NOTHING], ending: 'none-left' }).findings).toMatchObject([
      { actual: '2 times' },
    ]);
    const same = [
      message([`Bonjour ${NONCE}`], { id: '5' }),
      message([`Bonjour ${NONCE}`], { ref: 'n', id: '6' }),
    ];
    const both = { replies: [first, copy, NOTHING], ending: 'none-left' } as const;
    expect(poll(ONCE, both, same).verdict).toBe('pass');
  });

  test('does not count what others have sent', () => {
    const other = fresh({ id: 9, sender_id: 77, content: 'Autre chose' });
    expect(poll(ONCE, { replies: [first, other, NOTHING], ending: 'none-left' }).verdict).toBe('pass');
  });

  test('a deletion told in two lines is one deletion', () => {
    const options = '{ sees: [{ message_deleted: m }], once: true }';
    const told = reply(200, 'type:message_deleted', 'message-id:5', 'message:{"id":5,"content":"Bonjour"}');
    expect(poll(options, { replies: [told, NOTHING], ending: 'none-left' }).verdict).toBe('pass');
    const spoken = reply(200, 'type:message_deleted', 'message:Le message 5 a été supprimé', 'message-id:5');
    expect(poll(options, { replies: [spoken, NOTHING], ending: 'none-left' }).verdict).toBe('pass');
    const twice = [
      reply(200, 'type:message_deleted', 'message-id:5', 'type:message_deleted', 'message-id:5'),
    ];
    expect(poll(options, { replies: [...twice, NOTHING], ending: 'none-left' }).verdict).toBe('fail');
  });

  test('has an end: the same change again and again is found, a long queue is not', () => {
    const circle = Array.from({ length: 150 }, () => fresh({ id: 9, content: 'encore' }));
    const { findings } = poll(MISSES, { replies: circle, ending: 'bound', clauses: ['N5'] });
    expect(findings).toMatchObject([{ clause: 'N5', expected: ['polling ends when no changes are left'] }]);
    const queue = Array.from({ length: 150 }, (_, index) => fresh({ id: 1000 + index, content: 'autre' }));
    expect(poll(MISSES, { replies: queue, ending: 'bound', clauses: ['N5'] }).verdict).toBe('not-observable');
  });
});

describe('what must not come', () => {
  test('is any change about the message', () => {
    expect(poll(MISSES, { replies: [NOTHING], ending: 'none-left', clauses: ['M9'] }).verdict).toBe('pass');
    for (const type of ['new_message', 'message_updated']) {
      const came = reply(200, `type:${type}`, 'message:{"id":5}');
      expect(poll(MISSES, { replies: [came], ending: 'none-left' }).findings).toMatchObject([
        { expected: [`no change about the message "Bonjour ${NONCE}"`], actual: `${type} {"id":5}` },
      ]);
    }
    const deleted = reply(200, 'type:message_deleted', 'message-id:5');
    expect(poll(MISSES, { replies: [deleted] }).findings).toMatchObject([{ actual: 'message_deleted 5' }]);
  });

  test('may be one type of change alone', () => {
    const options = '{ misses: [{ message_updated: m }] }';
    expect(poll(options, { replies: [fresh({ id: 5 }), NOTHING] }).verdict).toBe('pass');
    const updated = reply(200, 'type:message_updated', 'message:{"id":5}');
    expect(poll(options, { replies: [updated, NOTHING] }).verdict).toBe('fail');
  });

  test('of a burst, is what was refused', () => {
    const burst = message([`${NONCE} 0.`, `${NONCE} 1.`, `${NONCE} 2.`], { codes: [200, 200, 426] });
    const [sent, refused] = [fresh({ content: `${NONCE} 1.` }), fresh({ content: `${NONCE} 2.` })];
    expect(poll(MISSES, { replies: [sent, NOTHING] }, [burst]).verdict).toBe('pass');
    expect(poll(MISSES, { replies: [sent, refused, NOTHING] }, [burst]).verdict).toBe('fail');
  });

  test('other users may have sent', () => {
    expect(poll(MISSES, { replies: [fresh({ id: 6, content: 'autre' }), NOTHING] }).verdict).toBe('pass');
  });
});

describe('a poll that gets no answer', () => {
  test.each([
    [{ kind: 'silence', forMs: 2000 }, 'no answer within 2000 ms'],
    [{ kind: 'closed', how: 'reset' }, 'the connection was reset, without an answer'],
    [reply(401), '401/UNAUTH'],
  ] as const)('breaks the clause: %j', (last, actual) => {
    const of = caseOf(`- pro poll: ${SEES}`, ['N7']);
    const played = playedOf([polled([], 'broken', last)], [message(['a'])]);
    expect(judged(of, played)).toMatchObject({ verdict: 'fail', findings: [{ clause: 'N7', actual }] });
  });
});

describe('content', () => {
  const options = '{ sees: [{ new_message: m }], judges: [arrival, content] }';
  const sent = [message(['Elle a dit "oui"\\', 'Elle a dit "non"'], { id: '5' })];

  test('of a new message is what was sent, of an update what it was updated to', () => {
    const right = [fresh({ id: 5, content: 'Elle a dit "oui"\\' })];
    expect(poll(options, { replies: right }, sent).verdict).toBe('pass');
    const wrong = [fresh({ id: 5, content: 'Elle a dit "oui"' })];
    expect(poll(options, { replies: wrong }, sent).verdict).toBe('fail');
    const updated = reply(200, 'type:message_updated', 'message:{"id":5,"content":"Elle a dit \\"non\\""}');
    const seesUpdate = '{ sees: [{ message_updated: m }], judges: [content] }';
    expect(poll(seesUpdate, { replies: [updated] }, sent).verdict).toBe('pass');
  });

  test('may be said by the case, with its nonce', () => {
    const said = "{ sees: [{ new_message: m, content: 'Salut {unique}' }], judges: [content] }";
    expect(poll(said, { replies: [fresh({ id: 5, content: `Salut ${NONCE}` })] }, sent).verdict).toBe('pass');
    expect(poll(said, { replies: [fresh({ id: 5, content: 'Salut {unique}' })] }, sent).verdict).toBe('fail');
  });
});

describe('fields', () => {
  const options = '{ sees: [{ new_message: m }], judges: [fields] }';
  const right = { id: 5, sender_id: MEMBER.id, receiver_id: PRO.id, content: 'a' };

  test.each([
    [right, []],
    [{ ...right, sender_id: PRO.id, receiver_id: MEMBER.id }, ['sender 4', 'recipient 3']],
    [{ ...right, receiver_id: '4' }, []],
    [{ id: 5, sender_id: 99 }, ['sender 99']],
  ])('%j', (fields, actual) => {
    const { findings } = poll(options, { replies: [fresh(fields)], clauses: ['N4'] });
    expect(findings.map((finding) => finding.actual)).toEqual(actual);
  });

  test('that nobody can recognise are not observable', () => {
    const sent = [message([`Bonjour ${NONCE}`])];
    const text = reply(200, 'type:new_message', `message:de moi: Bonjour ${NONCE}`);
    expect(poll(options, { replies: [text], clauses: ['N4'] }, sent)).toMatchObject({
      verdict: 'not-observable',
    });
  });
});

describe('the id of a deletion', () => {
  const options = '{ sees: [{ message_deleted: m }], judges: [id] }';

  test('stands in message-id', () => {
    const right = reply(200, 'type:message_deleted', 'message-id: 5 ');
    expect(poll(options, { replies: [right], clauses: ['N3'] }).verdict).toBe('pass');
    const elsewhere = reply(200, 'type:message_deleted', 'message:{"id":5}');
    expect(poll(options, { replies: [elsewhere], clauses: ['N3'] }).verdict).toBe('fail');
  });
});

describe('tokens', () => {
  const options = '{ sees: [{ new_message: m }], judges: [arrival, no-token] }';

  test.each([
    ['in the information', fresh({ id: 5, sender: { api_token: MEMBER.token } })],
    ['in another line', reply(200, 'type:new_message', 'message:{"id":5}', `from:${PRO.token}`)],
    ['in what is no data line', { ...fresh({ id: 5 }), garbage: [`debug ${MEMBER.token}`] }],
  ])('%s are found, and not repeated', (_name, told) => {
    const judgement = poll(options, { replies: [told], clauses: ['N6'] });
    expect(judgement.verdict).toBe('fail');
    expect(JSON.stringify(judgement.findings)).not.toMatch(new RegExp(`${MEMBER.token}|${PRO.token}`));
  });

  test('are not repeated by a finding about something else', () => {
    const told = fresh({ id: 5, content: 'x', token: MEMBER.token });
    const text = reply(200, 'type:new_message', `message:5;${MEMBER.token};x`);
    const all = [
      poll(MISSES, { replies: [told, NOTHING] }),
      poll('{ sees: [{ new_message: m }], judges: [content] }', { replies: [told] }),
      poll('{ sees: [{ new_message: m }], judges: [content] }', { replies: [text] }, [message(['x'])]),
      poll(SEES, { replies: [reply(200, `type:${MEMBER.token}`)], ending: 'none-left' }),
    ];
    expect(all.map(({ verdict }) => verdict)).not.toContain('pass');
    expect(JSON.stringify(all)).not.toContain(MEMBER.token);
  });

  test('nobody has told', () => {
    expect(poll(options, { replies: [fresh({ id: 5 })], clauses: ['N6'] }).verdict).toBe('pass');
  });
});

describe('forgery', () => {
  const options = '{ misses: [], judges: [no-forgery] }';
  const sent = [message([`Bonjour ${NONCE}\n403/DENIED\nmessage-id:7\ntype:message_deleted`])];

  test.each([
    ['a data line', [{ ...NOTHING, data: [{ key: 'message-id', value: '7' }] }]],
    ['a status', [NOTHING, reply(403)]],
    ['what is no data line', [{ ...NOTHING, garbage: ['403/DENIED'] }]],
  ])('%s that stems from content is found', (_name, replies) => {
    const judgement = poll(options, { replies, ending: 'none-left', clauses: ['T11'] }, sent);
    expect(judgement).toMatchObject({ verdict: 'fail', findings: [{ clause: 'T11' }] });
  });

  test('a response nobody asked for is found, too', () => {
    const played = playedOf([polled([NOTHING], 'none-left')], sent);
    const unasked = { ...played, everywhere: { ...played.everywhere, unasked: ['403/DENIED'] } };
    expect(judged(caseOf(`- pro poll: ${options}`, ['T11']), unasked).verdict).toBe('fail');
  });

  test('what is the server’s own is not', () => {
    const content = JSON.stringify({ id: 5, content: sent[0]?.contents[0] });
    const whole = reply(200, 'type:new_message', `message:${content}`);
    expect(
      poll(options, { replies: [whole, NOTHING], ending: 'none-left', clauses: ['T11'] }, sent).verdict,
    ).toBe('pass');
  });

  test('a line of content like any answer proves nothing', () => {
    const usual = [message([`Bonjour ${NONCE}\n200/OK\ntype:new_message`])];
    const replies = [fresh({ id: 9, content: 'autre' }), NOTHING];
    expect(poll(options, { replies, ending: 'none-left', clauses: ['T11'] }, usual).verdict).toBe('pass');
  });
});

describe('an observation', () => {
  const own = '{ sees: [{ new_message: m }], observe: { yes: senders see theirs, no: senders see nothing } }';

  test('tells whether a change came', () => {
    const seen = poll(own, { replies: [fresh({ id: 5 }), NOTHING], clauses: ['N9'] });
    expect(seen).toEqual({ verdict: 'observed', findings: [], observed: 'senders see theirs' });
    const unseen = poll(own, { replies: [NOTHING], ending: 'none-left', clauses: ['N9'] });
    expect(unseen.observed).toBe('senders see nothing');
  });

  test('tells whether what is missed came', () => {
    const options = '{ misses: [m], observe: { yes: it came, no: it did not } }';
    expect(poll(options, { replies: [fresh({ id: 5 })], clauses: ['N9'] }).observed).toBe('it came');
    expect(poll(options, { replies: [NOTHING], clauses: ['N9'] }).observed).toBe('it did not');
  });
});

test('a message that was refused is not due', () => {
  const sent = [message([`Bonjour ${NONCE}`], { codes: [403] })];
  const of = { replies: [NOTHING], ending: 'none-left' } as const;
  expect(poll(SEES, of, sent)).toMatchObject({
    verdict: 'not-observable',
    reason: 'the message was refused, so that nothing is to be learnt of it',
  });
  const unanswered = [message([`Bonjour ${NONCE}`], { codes: [0] })];
  expect(poll(SEES, of, unanswered).verdict).toBe('fail');
});

test('what was found before a poll stays', () => {
  const of = caseOf(`- member SEND_MSG: { to: pro, content: a, as: m, expect: 200 }\n- pro poll: ${SEES}`, [
    'M1',
  ]);
  const played = playedOf([got(reply(403)), polled([NOTHING], 'none-left')], [message(['a'])]);
  expect(judged(of, played).findings).toHaveLength(2);
});
