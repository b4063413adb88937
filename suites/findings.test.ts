/** The words of findings and reasons, as people read them: one situation a block, in golden/findings.txt. */
import { expect, test } from 'vitest';
import {
  burst,
  caseOf,
  got,
  judged,
  MEMBER,
  message,
  NONCE,
  playedOf,
  polled,
  reply,
} from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { Answer, Ending, Reply, SentMessage, StepRecord } from './played.ts';

const BARE = { sent: '', received: '' };
const SILENCE: Answer = { kind: 'silence', forMs: 2000 };
const CLOSED: Answer = { kind: 'closed', how: 'end' };
const RESET: Answer = { kind: 'closed', how: 'reset' };
const GARBAGE: Answer = { kind: 'garbage', lines: ['HTTP/1.1 400 Bad Request', 'Connection: close'] };
const UNREACHABLE: Answer = { kind: 'unreachable', reason: 'connect ECONNREFUSED 127.0.0.1:4242' };
const MISSPELLED: Answer = { kind: 'reply', code: 200, line: '200/Ok', data: [], garbage: [] };

const LOGIN = 'member LOGIN';
const MEANS = `- ${LOGIN}\n- pro LOGIN: { expect: 200 }`;
const SENT = [message([`Rendez-vous à 12:30 ${NONCE}`], { id: '5' })];
const LONG = [message(['Un texte long, '.repeat(30)])];
const TWELVE = Array.from({ length: 12 }, () => 200);

function asks(expectation: string, answer: Answer, clause = 'M1'): Judgement {
  return judged(caseOf(`- ${LOGIN}: { expect: ${expectation} }`, [clause]), playedOf([got(answer)]));
}

function polls(
  options: string,
  [replies, ending = 'none-left', last]: [readonly Reply[], Ending?, Answer?],
  messages: readonly SentMessage[] = SENT,
): Judgement {
  const record = polled(replies, ending, last);
  return judged(caseOf(`- pro poll: ${options}`, ['M2']), playedOf([record], messages), 'json');
}

function bursts(judges: string, ...record: Parameters<typeof burst>): Judgement {
  const of = caseOf(`- pro burst: { to: member, window: minute, judges: ${judges} }`, ['R3']);
  return judged(of, playedOf([burst(...record)]));
}

function ends(record: StepRecord): Judgement {
  return judged(caseOf(`- ${LOGIN}: { expect: 200 }`), playedOf([record]));
}

function fresh(fields: object): Reply {
  return reply(200, 'type:new_message', `message:${JSON.stringify(fields)}`);
}

const SEES = '{ sees: [{ new_message: m }] }';
const RIGHT = { id: 5, sender_id: 3, receiver_id: 4, content: `Rendez-vous à 12:30 ${NONCE}` };

const SITUATIONS: Record<string, Judgement> = {
  'another status': asks('200', reply(403)),
  'one of two statuses': asks('[416, close]', reply(200)),
  'a status spelled in its own way': asks('403', MISSPELLED),
  'no answer': asks('200', SILENCE),
  'a close': asks('200', CLOSED),
  'a reset': asks('200', RESET),
  garbage: asks('200', GARBAGE),
  'a flood': asks('200', { kind: 'flood' }),
  'no connection': asks('200', UNREACHABLE),
  'a refusal was due': asks('refusal', reply(200)),
  'any answer but one': asks('[{ is: 401, verdict: break }, reply]', reply(401), 'N7'),
  'any answer at all': asks('anything', GARBAGE),
  'a should': asks('416', reply(200), 'M5'),
  'an open point that turned out otherwise': asks('403', reply(200), 'L8'),
  'an alternative nobody can judge': asks('[200, { is: anything, verdict: not-observable }]', CLOSED),

  'a means refused': judged(caseOf(MEANS), playedOf([got(reply(403))])),
  'a means without an answer': judged(caseOf(MEANS), playedOf([got(SILENCE)])),
  'a connection that cannot be opened': judged(caseOf('- member@2 connect'), playedOf([got(UNREACHABLE)])),
  '426 where none was asked for': asks('200', reply(426)),
  'found, and then blocked': judged(
    caseOf(`- guest LOGIN: { with: { api-token: x }, expect: 403 }\n- ${LOGIN}`, ['L2']),
    playedOf([got(reply(200)), got(reply(403))]),
  ),
  'no ids': ends({ ...BARE, kind: 'impossible', why: 'the target tells no message ids' }),
  'no patience': ends({ ...BARE, kind: 'no-patience', why: 'give --patience 60' }),
  'a case that breaks the grammar': ends({ ...BARE, kind: 'wrong', why: 'SEND_MSG lacks content' }),

  'data lines that lack': judged(
    caseOf('- member SEND_MSG: { to: pro, content: a, expect: 200, has: [type, message] }', ['N2']),
    playedOf([got(reply(200, 'kind:new', 'info:x'))]),
  ),
  'no data lines': judged(
    caseOf('- member SEND_MSG: { to: pro, content: a, expect: 200, has: [type] }', ['N1']),
    playedOf([got(reply(200))]),
  ),
  'two responses': judged(
    caseOf(`- ${LOGIN}: { expect: 200, exactly: 1 }`, ['T26']),
    playedOf([got(reply(200), { responses: 2 })]),
  ),
  'the second command of a segment unanswered': judged(
    caseOf(`- ${LOGIN}: { expect: 200, delivery: followed }`, ['T8']),
    playedOf([got(reply(200), { next: SILENCE })]),
  ),
  'too many let in at once': judged(
    caseOf(
      '- together: [user@2 LOGIN: { expect: [200, 403] }, user@3 LOGIN: { expect: [200, 403] }]\n  exactly: { 200: 1 }',
      ['L7'],
    ),
    playedOf([{ ...BARE, kind: 'together', records: [got(reply(200)), got(reply(200))] }]),
  ),
  'a server that is gone': judged(
    caseOf('- guest alive', ['T12']),
    playedOf([{ ...BARE, kind: 'alive', answer: UNREACHABLE, expected: 200, isAlive: false }]),
  ),

  'a poll refused': polls(SEES, [[], 'broken', reply(401)]),
  'a poll without an answer': polls(SEES, [[], 'broken', SILENCE]),
  'a poll that is limited': polls(SEES, [[reply(426)], 'broken']),
  'a message that does not arrive': polls(SEES, [[reply(200)]]),
  'a long message that does not arrive': polls(SEES, [[fresh({ id: 9 }), reply(200)]], LONG),
  'others that arrive instead': polls(SEES, [[fresh({ id: 8 }), fresh({ id: 9 }), reply(200)]]),
  'a type nobody knows': polls(SEES, [[reply(200, 'type:message')]]),
  'a message that arrives twice': polls('{ sees: [{ new_message: m }], once: true }', [
    [fresh(RIGHT), fresh(RIGHT), reply(200)],
  ]),
  'a message that must not arrive': polls('{ misses: [m] }', [[fresh(RIGHT), reply(200)]]),
  'an update that must not arrive': polls('{ misses: [{ message_updated: m }] }', [
    [reply(200, 'type:message_updated', 'message:{"id":5}')],
  ]),
  'a refused message of a burst that arrives': polls(
    '{ misses: [m] }',
    [[fresh({ content: `${NONCE} 2.` })]],
    [message([`${NONCE} 1.`, `${NONCE} 2.`], { codes: [200, 426] })],
  ),
  'a queue without an end': polls('{ sees: [{ new_message: m }], once: true }', [
    [fresh(RIGHT), fresh({ id: 9 }), fresh({ id: 9 })],
    'bound',
  ]),
  'content that was altered': polls('{ sees: [{ new_message: m }], judges: [content] }', [
    [fresh({ ...RIGHT, content: 'Rendez-vous à 12' })],
  ]),
  'content that broke its JSON': polls('{ sees: [{ new_message: m }], judges: [content] }', [
    [reply(200, 'type:new_message', 'message:{"id":5,"content":"Elle a dit "oui""}')],
  ]),
  'content that may have been escaped': judged(
    caseOf('- pro poll: { sees: [{ new_message: m }], judges: [content] }', ['M7']),
    playedOf([polled([reply(200, 'type:new_message', 'message:id=5;Rendez-vous')])], SENT),
    'text',
  ),
  'fields of somebody else': polls('{ sees: [{ new_message: m }], judges: [fields] }', [
    [fresh({ ...RIGHT, sender_id: 4, receiver_id: 3 })],
  ]),
  'fields nobody can recognise': polls(
    '{ sees: [{ new_message: m }], judges: [fields] }',
    [[reply(200, 'type:new_message', `message:Rendez-vous à 12:30 ${NONCE}`)]],
    [message([`Rendez-vous à 12:30 ${NONCE}`])],
  ),
  'a deletion without its id': polls('{ sees: [{ message_deleted: m }], judges: [id] }', [
    [reply(200, 'type:message_deleted', 'message:{"id":5}')],
  ]),
  'a deletion where no ids are told': polls(
    '{ sees: [{ message_deleted: m }] }',
    [[reply(200, 'type:message_deleted', 'message-id:5')]],
    [message(['a'])],
  ),
  'a token that is told': polls('{ sees: [{ new_message: m }], judges: [no-token] }', [
    [fresh({ ...RIGHT, token: MEMBER.token })],
  ]),
  'a line that was forged': polls(
    '{ misses: [], judges: [no-forgery] }',
    [[reply(200), reply(403)]],
    [message([`Bonjour ${NONCE}\n403/DENIED`])],
  ),
  'an open point of a poll': polls('{ sees: [{ new_message: m }], observe: { yes: senders see theirs } }', [
    [fresh(RIGHT)],
  ]),
  'a message that was never sent': polls(SEES, [[reply(200)]], []),

  'limited too early': bursts('within', [...TWELVE.slice(1), 426]),
  'limited too late': bursts('beyond', [...TWELVE, 200, 200, 426]),
  'never limited': bursts('beyond', [...TWELVE, 200, 200, 200, 200]),
  'never limited, and denied': bursts('beyond', [...TWELVE, 403, 403]),
  'a window that moves on': bursts('beyond', [...TWELVE, ...TWELVE], { elapsedMs: 61_000 }),
  'a limit that cannot be used up': bursts('spend', [...TWELVE, 200, 200, 200, 200]),
  'a limit that ends the connection': bursts('spend', TWELVE, { broken: CLOSED }),
  'a burst without an answer': bursts('within', [200], { broken: SILENCE }),
};

test('findings and reasons are told in these words', async () => {
  const blocks = Object.entries(SITUATIONS).map(([name, judgement]) => block(name, judgement));
  await expect(blocks.join('\n')).toMatchFileSnapshot('golden/findings.txt');
});

function block(name: string, { verdict, reason, observed, findings }: Judgement): string {
  const lines = [
    `# ${name}`,
    `${verdict}${reason === undefined ? '' : `: ${reason}`}`,
    ...(observed === undefined ? [] : [`  observed: ${observed}`]),
    ...findings.flatMap(({ clause, level, expected, actual }) => [
      `  ${clause} (${level})`,
      `    expected: ${expected.join(' or ')}`,
      `    actual:   ${actual}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
