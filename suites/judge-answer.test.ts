import { describe, expect, test } from 'vitest';
import { caseOf, got, judged, playedOf, reply } from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { Answer } from './played.ts';

const CLOSED: Answer = { kind: 'closed', how: 'end' };
const RESET: Answer = { kind: 'closed', how: 'reset' };
const SILENCE: Answer = { kind: 'silence', forMs: 2000 };
const GARBAGE: Answer = { kind: 'garbage', lines: ['hello'] };
const FLOOD: Answer = { kind: 'flood' };
const UNREACHABLE: Answer = { kind: 'unreachable', reason: 'connect ECONNREFUSED' };
const OWN_STATUS: Answer = { kind: 'reply', code: 500, line: '500/ERROR', data: [], garbage: [] };

describe('a pattern', () => {
  const everything = {
    '200': reply(200),
    '401': reply(401),
    '403': reply(403),
    '416': reply(416),
    '500': OWN_STATUS,
    close: CLOSED,
    reset: RESET,
    silence: SILENCE,
    garbage: GARBAGE,
    flood: FLOOD,
    unreachable: UNREACHABLE,
  };

  test.each([
    ['200', ['200']],
    ['416', ['416']],
    ['refusal', ['401', '403', '416']],
    ['reply', ['200', '401', '403', '416']],
    ['close', ['close', 'reset']],
    ['silence', ['silence']],
    ['anything', ['200', '401', '403', '416', '500', 'close', 'reset', 'silence']],
  ])('%s is matched by %j', (pattern, matching) => {
    const of = caseOf(`- guest LOGIN: { with: { api-token: x }, expect: ${pattern} }`);
    const passing = Object.entries(everything).filter(
      ([, answer]) => judged(of, playedOf([got(answer)])).verdict === 'pass',
    );
    expect(passing.map(([name]) => name)).toEqual(matching);
  });
});

describe('alternatives', () => {
  test('are tried in order: the first that matches decides', () => {
    const of = caseOf('- member NEW_CHG_AVAILABLE: { expect: [{ is: 401, verdict: break }, reply] }', ['N7']);
    expect(judged(of, playedOf([got(reply(401))])).verdict).toBe('fail');
    expect(judged(of, playedOf([got(reply(403))])).verdict).toBe('pass');
  });

  test('may break a clause of their own', () => {
    const steps = `
      - member DEL_MSG:
          { with: { message-id: abc }, malformed: true, expect: [416, close, { is: refusal, verdict: break, clause: S4 }] }`;
    const of = caseOf(steps, ['S3']);
    const clauseFor = (answer: Answer): Judgement => judged(of, playedOf([got(answer)]));
    expect(clauseFor(reply(416)).verdict).toBe('pass');
    expect(clauseFor(reply(403))).toMatchObject({ verdict: 'warn', findings: [{ clause: 'S4' }] });
    expect(clauseFor(reply(200))).toMatchObject({ verdict: 'fail', findings: [{ clause: 'S3' }] });
  });

  test('may say that the question cannot be answered, and why', () => {
    const because = 'the other user may not write to this one';
    const steps = (reason: string): string =>
      `- member SEND_MSG: { to: pro, content: a, expect: [200, { is: anything, verdict: not-observable${reason} }] }`;
    const told = judged(caseOf(steps(`, because: ${because}`)), playedOf([got(reply(403))]));
    expect(told).toEqual({ verdict: 'not-observable', findings: [], reason: because });
    const untold = judged(caseOf(steps('')), playedOf([got(CLOSED)]));
    expect(untold.reason).toBe('what came does not tell: the connection was closed, without an answer');
  });

  test('that pass are what was expected', () => {
    const of = caseOf('- member LOGIN: { expect: [416, close, { is: 403, verdict: break, clause: S4 }] }');
    expect(judged(of, playedOf([got(reply(403))])).findings).toMatchObject([
      { expected: ['416/MISFMT', 'the connection closes'] },
    ]);
  });

  test.each([
    ['[{ is: 401, verdict: break }, reply]', 401, ['any of the five statuses but 401/UNAUTH']],
    ['[{ is: 200, verdict: break }, anything]', 200, ['anything but garbage and 200/OK']],
    [
      '[{ is: 401, verdict: break }, 426, reply, close]',
      401,
      ['426/TOOMRQ', 'any of the five statuses but 401/UNAUTH', 'the connection closes'],
    ],
    ['[200, { is: 426, verdict: break }]', 426, ['200/OK']],
    ['refusal', 200, ['any status but 200/OK']],
    ['[{ is: 401, verdict: break }, refusal]', 401, ['any status but 200/OK and 401/UNAUTH']],
  ] as const)('%s: what was expected leaves out what was found', (expectation, code, expected) => {
    const of = caseOf(`- member LOGIN: { expect: ${expectation} }`, ['N7']);
    expect(judged(of, playedOf([got(reply(code))])).findings).toMatchObject([{ expected }]);
  });
});

describe('data lines', () => {
  const of = caseOf('- member SEND_MSG: { to: pro, content: a, expect: 200, has: [type, message] }', ['N2']);

  test('that a 200 must carry are judged, each', () => {
    const right = reply(200, 'type:new_message', 'message:{}');
    expect(judged(of, playedOf([got(right)])).verdict).toBe('pass');
    const wrong = judged(of, playedOf([got(reply(200, 'kind:new_message', 'message:{}'))]));
    expect(wrong).toMatchObject({ verdict: 'fail', findings: [{ clause: 'N2' }] });
    expect(judged(of, playedOf([got(reply(200))])).findings).toHaveLength(1);
  });

  test('are not asked of a refusal', () => {
    const either = caseOf('- member LOGIN: { expect: [200, 403], has: [type] }');
    expect(judged(either, playedOf([got(reply(403))])).verdict).toBe('pass');
  });

  test('with an observation, are seen and not judged', () => {
    const seen = caseOf(
      `- member SEND_MSG:
          to: pro
          content: a
          expect: 200
          has: [message-id]
          observe: { yes: the id is told, no: the id is not told }`,
      ['M10'],
    );
    expect(judged(seen, playedOf([got(reply(200, 'message-id:5'))])).observed).toBe('the id is told');
    expect(judged(seen, playedOf([got(reply(200))])).observed).toBe('the id is not told');
  });
});

describe('an observation', () => {
  const of = caseOf(
    `- member LOGIN:
        expect: anything
        observe: { 403: denied, refusal: refused, reply: answered, close: closed }`,
    ['L8'],
  );

  test.each([
    [reply(403), 'denied'],
    [reply(416), 'refused'],
    [reply(200), 'answered'],
    [RESET, 'closed'],
    [SILENCE, 'no answer within 2000 ms'],
    [OWN_STATUS, 'refused'],
  ])('takes the most telling word it has: %j', (answer, observed) => {
    expect(judged(of, playedOf([got(answer)]))).toEqual({ verdict: 'observed', findings: [], observed });
  });

  test('takes what does no harm, and nothing else', () => {
    expect(judged(of, playedOf([got(GARBAGE)]))).toMatchObject({
      verdict: 'observed',
      findings: [{ level: 'may' }],
    });
    const guarded = caseOf(
      '- member LOGIN: { expect: [{ is: 200, verdict: break, clause: L2 }, anything], observe: { 416: malformed } }',
      ['L8'],
    );
    expect(judged(guarded, playedOf([got(reply(200))])).verdict).toBe('fail');
    expect(judged(guarded, playedOf([got(reply(416))]))).toMatchObject({
      verdict: 'observed',
      observed: 'malformed',
    });
  });

  test('of several steps, all are told', () => {
    const two = caseOf(`
      - member LOGIN: { expect: anything, observe: { 200: the first is let in } }
      - member LOGIN: { expect: anything, observe: { 403: the second is refused } }`);
    expect(judged(two, playedOf([got(reply(200)), got(reply(403))])).observed).toBe(
      'the first is let in; the second is refused',
    );
  });
});

describe('one response', () => {
  const of = caseOf('- member LOGIN: { expect: 200, exactly: 1 }', ['T26']);

  test.each([
    [1, 'pass'],
    [2, 'fail'],
    [5, 'fail'],
  ])('%i came: %s', (responses, verdict) => {
    expect(judged(of, playedOf([got(reply(200), { responses })])).verdict).toBe(verdict);
  });

  test('is not judged where the count was not taken', () => {
    expect(judged(of, playedOf([got(reply(200))])).verdict).toBe('pass');
  });
});

describe('a LOGIN right behind the command, in the same segment', () => {
  const of = caseOf('- member LOGIN: { expect: 200, delivery: followed }', ['T8']);

  test.each<[Answer, string]>([
    [reply(403), 'pass'],
    [reply(200), 'pass'],
    [reply(401), 'pass'],
    [reply(416), 'fail'],
    [SILENCE, 'fail'],
    [CLOSED, 'fail'],
  ])('gets %j: %s', (next, verdict) => {
    expect(judged(of, playedOf([got(reply(200), { next })])).verdict).toBe(verdict);
  });

  test('is not asked about when the command itself was not answered', () => {
    const { findings } = judged(of, playedOf([got(SILENCE, { next: SILENCE })]));
    expect(findings).toHaveLength(1);
  });

  test('cannot be seen where the target closes behind a refusal', () => {
    const refused = caseOf('- member BAN_USER: { to: user, expect: 403, delivery: followed }', ['T8']);
    expect(judged(refused, playedOf([got(reply(403), { next: CLOSED })])).verdict).toBe('not-observable');
  });
});

test('bytes that are unfinished on purpose are not answered', () => {
  const of = caseOf('- member write: { bytes: SEND, awaits: nothing, malformed: true }', ['T23']);
  expect(judged(of, playedOf([got({ kind: 'silence', forMs: 0 })])).verdict).toBe('pass');
});

test.each([
  ['- member LOGIN', 'member LOGIN got 403/DENIED'],
  ['- member@2 connect', 'member cannot go on: 403/DENIED'],
])('%s: who could not do what is told', (step, what) => {
  expect(judged(caseOf(step), playedOf([got(reply(403))])).reason).toContain(`: ${what}`);
});

test('bytes written by hand are judged like a command', () => {
  const of = caseOf(String.raw`- guest write: { bytes: "LOGIN\napi-token:x\n", expect: 403 }`, ['L2']);
  expect(judged(of, playedOf([got(reply(200))])).verdict).toBe('fail');
  const means = caseOf(String.raw`- guest write: { bytes: "LOGIN\napi-token:x\n" }`, ['L2']);
  expect(judged(means, playedOf([got(reply(403))])).verdict).toBe('blocked');
});
