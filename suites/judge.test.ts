import { describe, expect, test } from 'vitest';
import { caseOf, got, judged, message, playedOf, polled, reply } from './golden/records.ts';
import type { Answer, StepRecord } from './played.ts';

const CLOSED: Answer = { kind: 'closed', how: 'end' };
const SILENCE: Answer = { kind: 'silence', forMs: 2000 };
const DONE: StepRecord = { kind: 'done', sent: '', received: '' };
const BROKEN = got(reply(403));

describe('a missed expectation', () => {
  test.each([
    ['fails where a must is broken', 'M1', 'fail', 'must'],
    ['warns where a should is', 'M5', 'warn', 'should'],
    ['is an observation where the point is open', 'M12', 'observed', 'may'],
  ])('%s', (...[, clause, verdict, level]) => {
    const judgement = judged(caseOf('- member LOGIN: { expect: 200 }', [clause]), playedOf([BROKEN]));
    expect(judgement).toEqual({
      verdict,
      findings: [
        {
          clause,
          level,
          expected: ['200/OK'],
          actual: '403/DENIED',
          sent: 'COMMAND\\n',
          received: 'ANSWER\\n',
        },
      ],
    });
  });

  test('breaks the clause the step names, before the first of the case', () => {
    const named = caseOf('- member LOGIN: { expect: 200, clause: L1 }', ['M5', 'M1']);
    expect(judged(named, playedOf([BROKEN])).findings).toMatchObject([{ clause: 'L1', level: 'must' }]);
    const unnamed = caseOf('- member LOGIN: { expect: 200 }', ['M5', 'M1']);
    expect(judged(unnamed, playedOf([BROKEN])).findings).toMatchObject([{ clause: 'M5', level: 'should' }]);
  });

  test('of several, the one that binds most decides; all are told', () => {
    const two = caseOf(
      '- member LOGIN: { expect: 200, clause: M5 }\n- pro LOGIN: { expect: 200, clause: L1 }',
    );
    const judgement = judged(two, playedOf([BROKEN, BROKEN]));
    expect(judgement.verdict).toBe('fail');
    expect(judgement.findings.map(({ clause }) => clause)).toEqual(['M5', 'L1']);
  });

  test('goes before an observation and before what could not be seen', () => {
    const steps = `
      - member SEND_MSG: { to: pro, content: a, expect: anything, observe: { 200: accepted } }
      - member UPDT_MSG: { message: m, content: b, expect: 200 }
      - pro LOGIN: { expect: 200 }`;
    const impossible: StepRecord = { kind: 'impossible', why: 'no ids', sent: '', received: '' };
    const judgement = judged(caseOf(steps), playedOf([got(reply(200)), impossible, BROKEN]));
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'accepted', reason: 'no ids' });
  });
});

describe('a step that is a means', () => {
  test.each<[string, Answer]>([
    ['a refusal', reply(403)],
    ['a close', CLOSED],
    ['silence', SILENCE],
    ['garbage', { kind: 'garbage', lines: ['hello'] }],
  ])('blocks the case when it gets %s', (_name, answer) => {
    const judgement = judged(caseOf('- member LOGIN\n- pro LOGIN: { expect: 200 }'), playedOf([got(answer)]));
    expect(judgement).toMatchObject({ verdict: 'blocked', findings: [] });
  });

  test('is DISCONNECTED, too: but whoever leaves needs no answer', () => {
    const leaving = caseOf('- member DISCONNECTED\n- pro LOGIN: { expect: 200 }');
    expect(judged(leaving, playedOf([got(SILENCE), got(reply(200))])).verdict).toBe('pass');
    expect(judged(leaving, playedOf([got(reply(401)), got(reply(200))])).verdict).toBe('pass');
  });

  test('does not hide what was found before it', () => {
    const steps = '- guest LOGIN: { with: { api-token: x }, expect: 403 }\n- member LOGIN';
    const judgement = judged(caseOf(steps, ['L2']), playedOf([got(reply(200)), got(reply(403))]));
    expect(judgement).toMatchObject({ verdict: 'fail', findings: [{ clause: 'L2', actual: '200/OK' }] });
  });

  test('blocks although an open point before it turned out otherwise than expected', () => {
    const steps = '- guest LOGIN: { with: { api-token: x }, expect: 403, clause: L8 }\n- member LOGIN';
    expect(judged(caseOf(steps), playedOf([got(reply(200)), got(reply(403))])).verdict).toBe('blocked');
  });
});

describe('426', () => {
  test('where no limit is asked about, is the doing of the suite: no verdict', () => {
    const asked = caseOf('- member LOGIN: { expect: 200 }');
    expect(judged(asked, playedOf([got(reply(426))]))).toEqual({
      verdict: 'limited',
      findings: [],
      reason: 'member was answered 426/TOOMRQ, perhaps for what the suite itself has sent',
    });
    const means = caseOf('- member LOGIN');
    expect(judged(means, playedOf([got(reply(426))])).verdict).toBe('limited');
    const any = caseOf('- member LOGIN: { expect: reply }');
    expect(judged(any, playedOf([got(reply(426))])).verdict).toBe('limited');
  });

  test('is judged where it is an alternative, whatever its verdict', () => {
    const due = caseOf('- member LOGIN: { expect: [200, 426] }', ['R3']);
    expect(judged(due, playedOf([got(reply(426))])).verdict).toBe('pass');
    const wrong = caseOf('- member LOGIN: { expect: [200, { is: 426, verdict: break }] }', ['R5']);
    expect(judged(wrong, playedOf([got(reply(426))])).verdict).toBe('fail');
  });

  test('is seen where it is observed', () => {
    const seen = caseOf('- member LOGIN: { expect: anything, observe: { 426: counts too } }', ['R9']);
    expect(judged(seen, playedOf([got(reply(426))]))).toMatchObject({
      verdict: 'observed',
      observed: 'counts too',
    });
  });

  test('on a poll is the doing of the suite, too', () => {
    const poll = caseOf('- pro poll: { sees: [{ new_message: m }] }', ['M2']);
    const record = polled([reply(426)], 'broken');
    expect(judged(poll, playedOf([record], [message(['a'])]))).toMatchObject({
      verdict: 'limited',
      reason: 'pro was answered 426/TOOMRQ, perhaps for what the suite itself has sent',
    });
  });
});

describe('what the player could not do', () => {
  const send = caseOf('- member DEL_MSG: { message: m, expect: 200 }', ['X1']);

  test.each<[StepRecord['kind'] & ('impossible' | 'no-patience' | 'wrong'), string, string]>([
    ['impossible', 'not-observable', 'why'],
    ['no-patience', 'skipped', 'why'],
    ['wrong', 'error', 'the case sends what is no command: why'],
  ])('%s is %s', (kind, verdict, reason) => {
    expect(judged(send, playedOf([{ kind, why: 'why', sent: '', received: '' }]))).toEqual({
      verdict,
      findings: [],
      reason,
    });
  });

  test('a record that is missing says nothing', () => {
    expect(
      judged(caseOf('- member LOGIN\n- pro LOGIN: { expect: 403 }'), playedOf([got(reply(200))])),
    ).toEqual({
      verdict: 'pass',
      findings: [],
    });
  });

  test('steps without an answer hold', () => {
    const steps = '- member connect\n- member half-close\n- member close\n- member wait: { for: gap }';
    expect(judged(caseOf(steps), playedOf([DONE, DONE, DONE, DONE])).verdict).toBe('pass');
    const unreachable = got({ kind: 'unreachable', reason: 'connect ECONNREFUSED' });
    expect(judged(caseOf('- member connect'), playedOf([unreachable])).verdict).toBe('blocked');
  });
});

describe('alive', () => {
  const alive = caseOf('- guest alive: { clause: T12 }', ['M5', 'T12']);

  test.each<{ answer: Answer; isAlive: boolean; verdict: string }>([
    { answer: reply(200), isAlive: true, verdict: 'pass' },
    { answer: reply(403), isAlive: true, verdict: 'pass' },
    { answer: reply(403), isAlive: false, verdict: 'fail' },
    { answer: SILENCE, isAlive: false, verdict: 'fail' },
    { answer: { kind: 'unreachable', reason: 'connect ECONNREFUSED' }, isAlive: false, verdict: 'fail' },
  ])('$answer, alive: $isAlive, is a $verdict', ({ answer, isAlive, verdict }) => {
    const record: StepRecord = { kind: 'alive', answer, expected: 200, isAlive, sent: '', received: '' };
    expect(judged(alive, playedOf([record])).verdict).toBe(verdict);
  });
});

describe('together', () => {
  const race = caseOf(
    `
    - together:
        - user@2 LOGIN: { expect: [200, 403] }
        - user@3 LOGIN: { expect: [200, 403] }
        - user@4 LOGIN: { expect: [200, 403] }
      exactly: { 200: 1 }`,
    ['L7'],
  );
  const together = (...answers: Answer[]): StepRecord => ({
    kind: 'together',
    records: answers.map((answer) => got(answer)),
    sent: '',
    received: '',
  });

  test.each([
    [[reply(403), reply(200), reply(403)], []],
    [[reply(200), reply(200), reply(403)], ['200/OK for 2 of them']],
    [[reply(403), reply(403), reply(403)], ['200/OK for 0 of them']],
    [
      [reply(401), reply(200), CLOSED],
      ['401/UNAUTH', 'the connection was closed, without an answer'],
    ],
  ])('%#: exactly one may get 200', (answers, actual) => {
    const { findings } = judged(race, playedOf([together(...answers)]));
    expect(findings.map((finding) => finding.actual)).toEqual(actual);
  });

  test('each step is judged on its own, by its own clause', () => {
    const pair = caseOf(
      `
      - together:
          - member LOGIN: { expect: 200, clause: L1 }
          - pro LOGIN: { expect: 200 }`,
      ['T9'],
    );
    const { findings } = judged(pair, playedOf([together(reply(403), SILENCE)]));
    expect(findings.map(({ clause }) => clause)).toEqual(['L1', 'T9']);
  });

  test('a means among them blocks', () => {
    const pair = caseOf('- together:\n    - member LOGIN\n    - pro LOGIN: { expect: 200 }');
    expect(judged(pair, playedOf([together(reply(403), reply(200))])).verdict).toBe('blocked');
  });
});

describe('pipeline', () => {
  const pipeline = caseOf(
    `
    - member pipeline:
        commands:
          - LOGIN: {}
          - SEND_MSG: { to: pro, content: a, clause: M1 }
          - LOGIN: { expect: 403 }
        clause: T8`,
    ['T7'],
  );
  const answers = (...list: Answer[]): StepRecord => ({
    kind: 'answers',
    answers: list,
    sent: '',
    received: '',
  });

  test('each command is a question, answered 200 unless it says otherwise', () => {
    const right = answers(reply(200), reply(200), reply(403));
    expect(judged(pipeline, playedOf([right])).verdict).toBe('pass');
  });

  test('swapped answers are found, each with its clause', () => {
    const { verdict, findings } = judged(pipeline, playedOf([answers(reply(403), reply(401), reply(200))]));
    expect(verdict).toBe('fail');
    expect(findings.map(({ clause, actual }) => [clause, actual])).toEqual([
      ['T8', '403/DENIED'],
      ['M1', '401/UNAUTH'],
      ['T8', '200/OK'],
    ]);
  });

  test('the first answer that fails to come is found, and those behind it are not asked for', () => {
    const { findings } = judged(pipeline, playedOf([answers(reply(200), SILENCE)]));
    expect(findings).toMatchObject([{ clause: 'M1', actual: 'no answer within 2000 ms' }]);
  });

  test('426 within it is no finding', () => {
    expect(judged(pipeline, playedOf([answers(reply(200), reply(426))])).verdict).toBe('limited');
  });
});

test('a record that was kept is judged as on the first day', () => {
  const of = caseOf('- pro poll: { sees: [{ new_message: m }], once: true, judges: [content] }', ['M2']);
  const record = polled([reply(200, 'type:new_message', 'message:{"id":5,"content":"a"}'), reply(200)]);
  const played = playedOf([record], [message(['b'])]);
  const first = judged(of, played);
  expect(first.verdict).toBe('fail');
  expect(judged(of, structuredClone(played))).toEqual(first);
});
