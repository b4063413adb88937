import { describe, expect, test } from 'vitest';
import type { Case } from './case.ts';
import { caseOf } from './golden/records.ts';
import { accountsOf, runContext, type ContextOptions } from './golden/run-context.ts';
import type { Learnt } from './learnt.ts';
import type { Sight } from './message-store.ts';
import { unmetOf } from './unmet.ts';

const GUEST = caseOf('- guest connect');
const MEMBER = caseOf('- member LOGIN');
const BURST = caseOf('- pro burst: { to: member, window: minute, judges: spend }');
const ACCOUNTS = accountsOf({ member: 2, pro: 2 });

const LOOK = caseOf(
  '- member SEND_MSG: { to: pro, content: x, as: m, expect: 200 }\n- guest look: { stored: [m] }',
);

/** Into a database that holds nothing. */
const OPEN: Sight = {
  kind: 'open',
  store: {
    ids: () => Promise.resolve({ kind: 'seen', seen: [] }),
    messages: () => Promise.resolve({ kind: 'seen', seen: [] }),
    doubt: () => Promise.resolve(undefined),
  },
};

function skipped(why: string): object {
  return { kind: 'skipped', why };
}

function requiring(requirement: string): Case {
  return caseOf('- member LOGIN', ['M1'], { requires: [requirement] });
}

/** Why a case cannot be asked of a target that declares and has shown so much. */
function unmet(
  each: Case,
  options: ContextOptions & { learnt?: Partial<Learnt>; failed?: string; sight?: Sight } = {},
): unknown {
  const context = runContext({ accounts: ACCOUNTS, ...options });
  const { learnt, sight = context.sight, failed } = options;
  return unmetOf(each, { ...context, sight, learnt: { ...context.learnt, ...learnt } }, failed);
}

test('what needs nothing is always asked', () => {
  expect(unmet(GUEST, { accounts: [], failed: 'preflight/login' })).toBeUndefined();
  expect(unmet(MEMBER)).toBeUndefined();
});

test('without accounts, nothing is asked that needs one', () => {
  expect(unmet(MEMBER, { accounts: [] })).toEqual(skipped('needs accounts: a profile names some'));
});

test('where no account can log in, LOGIN itself is asked all the same', () => {
  const login = caseOf('- member LOGIN: { expect: 200 }', ['L1'], { id: 'login/ok' });
  expect(unmet(login, { failed: 'preflight/login' })).toBeUndefined();
  expect(unmet(MEMBER, { failed: 'preflight/login' })).toEqual(
    skipped('no account can log in (preflight/login)'),
  );
});

describe('what a case requires', () => {
  test.each<[string, ContextOptions['limits'], string]>([
    ['minute-limit', { perMinute: 12 }, 'the profile declares no messages-per-minute'],
    ['hour-limit', { perHour: 90 }, 'the profile declares no messages-per-hour'],
    ['message-length', { messageLength: 1000 }, 'the profile declares no message-length'],
  ])('%s is declared, or not', (requirement, limits = {}, why) => {
    expect(unmet(requiring(requirement))).toEqual(skipped(why));
    expect(unmet(requiring(requirement), { limits })).toBeUndefined();
  });

  test('how long an unfinished command is kept is declared, or not', () => {
    expect(unmet(requiring('idle'))).toEqual(
      skipped('the profile declares no idle-ms, how long an unfinished command is kept'),
    );
    expect(unmet(requiring('idle'), { timing: { idleMs: 40 } })).toBeUndefined();
  });

  test('a newline behind responses is learnt', () => {
    expect(unmet(requiring('response-newline'))).toBeUndefined();
    expect(unmet(requiring('response-newline'), { learnt: { responseNewline: false } })).toEqual(
      skipped(
        'the target ends its responses without a newline, so that several in a row cannot be told apart',
      ),
    );
  });

  test('a newline behind commands is learnt', () => {
    expect(unmet(requiring('command-newline'))).toBeUndefined();
    expect(unmet(requiring('command-newline'), { learnt: { ending: 'empty-line' } })).toEqual(
      skipped('the target ends its commands with an empty line, so that a content may end with a newline'),
    );
  });

  test('message ids are missed only once it is known that neither side is told them', () => {
    const ids = requiring('message-ids');
    expect(unmet(ids)).toBeUndefined();
    expect(unmet(ids, { learnt: { messageIdKey: { kind: 'none' } } })).toBeUndefined();
    const none = { messageIdKey: { kind: 'none' } } as const;
    expect(unmet(ids, { learnt: { ...none, info: 'text', infoTellsId: true } })).toBeUndefined();
    for (const info of ['json', 'text'] as const)
      expect(unmet(ids, { learnt: { ...none, info } })).toEqual(skipped('the target tells no message ids'));
    expect(unmet(ids, { learnt: { ...none, info: 'text' }, sight: OPEN })).toBeUndefined();
  });
});

test('a burst asks for a limit of some kind', () => {
  expect(unmet(BURST)).toEqual(skipped('the profile declares no limits'));
  expect(unmet(BURST, { limits: { perHour: 90 } })).toBeUndefined();
});

describe('a case that looks into the database', () => {
  test('is not observable where there is none to look into, and says what would help', () => {
    expect(unmet(LOOK)).toEqual({
      kind: 'not-observable',
      why: 'there is no database to look into: name it in the profile, as `database:`',
    });
    expect(unmet(LOOK, { sight: OPEN })).toBeUndefined();
  });

  test('is not observable once it is known that messages are kept elsewhere', () => {
    const learnt = { kept: { kind: 'elsewhere', why: 'in a file' } } as const;
    expect(unmet(LOOK, { sight: OPEN, learnt })).toEqual({ kind: 'not-observable', why: 'in a file' });
    expect(unmet(MEMBER, { sight: OPEN, learnt })).toBeUndefined();
  });

  test('lacks accounts first of all', () => {
    expect(unmet(LOOK, { accounts: [] })).toMatchObject({ kind: 'skipped' });
  });
});
