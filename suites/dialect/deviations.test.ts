import { describe, expect, test } from 'vitest';
import { CASE_ID } from '../../spec/case-schema.ts';
import { expand } from '../expand.ts';
import { SPEC } from '../golden/records.ts';
import type { CaseResult, Verdict } from '../result.ts';
import { deviationCases } from './deviation-cases.ts';
import { Departures } from './departures.ts';
import { deviationsOf } from './deviations.ts';
import { dialectOf } from './golden/dialect-of.ts';

const CASES = expand(SPEC);
const OWN = dialectOf(`
commands:
  LOGIN: { called: AUTH }
  SEND_MSG: { rename: { recipient-id: receiver-id }, order: [token, receiver-id] }
  UPDT_MSG: { add: { message-length: '{characters}' }, order: [token, message-id, message-length, content] }
  DEL_MSG: { rename: { message-id: id }, order: [id] }
  BAN_USER: { add: { For_User: 1 } }
responses: { keys: { message-id: id }, changes: { new_message: NEW } }
`);
const DEVIATIONS = deviationsOf(OWN, SPEC.protocol);

test('each point is a deviation of its own, of a must, and shown by a case there is', () => {
  expect(
    DEVIATIONS.map(({ id, clause, right, instead, shownBy }) => [id, clause, right, instead, shownBy]),
  ).toEqual([
    ['dialect/login/command-name', 'L1', 'LOGIN', 'says AUTH for LOGIN', 'login/ok'],
    [
      'dialect/send-msg/recipient-id',
      'M1',
      'recipient-id',
      'says receiver-id for recipient-id',
      'send/from-pro',
    ],
    [
      'dialect/updt-msg/message-length',
      'U1',
      'no message-length',
      'adds message-length:{characters}',
      'update/ok',
    ],
    ['dialect/del-msg/message-id', 'X1', 'message-id', 'says id for message-id', 'delete/ok'],
    ['dialect/del-msg/parameter-order', 'X1', 'token, message-id', 'wants message-id, token', 'delete/ok'],
    ['dialect/ban-user/for-user', 'B1', 'no For_User', 'adds For_User:1', undefined],
    ['dialect/responses/message-id', 'N3', 'message-id', 'says id for message-id', 'delete/ok'],
    ['dialect/responses/new-message', 'N1', 'new_message', 'says NEW for new_message', 'poll/new-message'],
  ]);
  for (const { id, clause, shownBy } of DEVIATIONS) {
    expect(id).toMatch(CASE_ID);
    expect(SPEC.clauses.get(clause)?.level).toBe('must');
    if (shownBy !== undefined) expect(CASES.map((each) => each.id)).toContain(shownBy);
  }
});

test('without one of them the dialect keeps all the others', () => {
  for (const { id, without } of DEVIATIONS)
    expect(deviationsOf(without, SPEC.protocol).map((each) => each.id)).toEqual(
      DEVIATIONS.map((each) => each.id).filter((each) => each !== id),
    );
});

test('an order names what is renamed no more by its own name', () => {
  const plain = DEVIATIONS.find(({ id }) => id === 'dialect/del-msg/message-id')?.without;
  expect(plain?.commands.DEL_MSG).toEqual({ rename: {}, add: {}, order: ['message-id'] });
});

test('a case tries each on its own, behind the one that shows that the rest works', () => {
  const cases = deviationCases(OWN, CASES, SPEC.protocol);
  expect(cases.map(({ id, needs }) => [id, needs[0]])).toEqual(
    DEVIATIONS.flatMap(({ id, shownBy }) => (shownBy === undefined ? [] : [[id, shownBy]])),
  );
  expect(deviationCases(OWN, [], SPEC.protocol)).toEqual([]);
});

describe('what comes of it', () => {
  const departures = new Departures(OWN, SPEC.protocol);
  const ID = 'dialect/send-msg/recipient-id';

  function result(verdict: Verdict, more: Partial<CaseResult> = {}): CaseResult {
    const base = { title: 'A case', clauses: ['M1'], level: 'must', transcript: [], durationMs: 4 } as const;
    return { ...base, clauses: [...base.clauses], transcript: [], id: ID, verdict, findings: [], ...more };
  }
  const finding = {
    clause: 'M1',
    level: 'must',
    expected: ['200/OK'],
    actual: '416/MISFMT',
    sent: 's',
    received: 'r',
  } as const;
  const broken = { ...finding, expected: [...finding.expected] };

  test.each(['fail', 'flaky'] as const)('is a warning with what came, when it is %s', (verdict) => {
    const told = departures.told(result(verdict, { findings: [broken, { ...broken, clause: 'M2' }] }));
    expect(told).toMatchObject({ verdict: 'warn', reason: 'dialect own says receiver-id for recipient-id' });
    expect(told.findings).toEqual([broken]);
  });

  test.each(['skipped', 'blocked', 'not-observable', 'observed'] as const)(
    'is a warning that it was not tried, when it is %s',
    (verdict) => {
      expect(departures.told(result(verdict, { reason: 'no pro' }))).toMatchObject({
        verdict: 'warn',
        reason: "whether the protocol's own form would do was not tried: no pro",
        findings: [
          {
            clause: 'M1',
            expected: ['recipient-id'],
            actual: 'dialect own says receiver-id for recipient-id',
          },
        ],
      });
    },
  );

  test('is a pass, and a note, where the target takes the protocol’s own form', () => {
    const passed = departures.told(result('pass'));
    expect(passed.verdict).toBe('pass');
    expect(departures.notes([passed, result('pass', { id: 'send/ok' })])).toEqual([
      `${ID}: the target takes the protocol's own form, so dialect own says receiver-id for recipient-id without need`,
    ]);
  });

  test('stays what it is when the server died of it, or the suite broke', () => {
    const died = result('fail', { findings: [{ ...broken, clause: 'T12' }] });
    expect(departures.told(died)).toBe(died);
    expect(departures.told(result('error')).verdict).toBe('error');
  });

  test('leaves every other case alone', () => {
    const other = result('fail', { id: 'send/ok' });
    expect(departures.told(other)).toBe(other);
    expect(new Departures(undefined, SPEC.protocol).untold([])).toEqual([]);
  });

  test('is told of those that no case was about', () => {
    const untold = departures.untold([result('pass')]);
    expect(untold.map(({ id }) => id)).toEqual(DEVIATIONS.map(({ id }) => id).filter((id) => id !== ID));
    expect(untold.map(({ verdict }) => verdict)).toEqual(untold.map(() => 'warn'));
    expect(untold.find(({ id }) => id === 'dialect/ban-user/for-user')?.reason).toBe(
      "whether the protocol's own form would do was not tried: it would cost an account for good",
    );
    expect(untold[0]?.reason).toBe(
      "whether the protocol's own form would do was not tried: this run has not asked for it",
    );
  });
});
