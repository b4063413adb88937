import { describe, expect, test } from 'vitest';
import type { Case } from './case.ts';
import { caseOf } from './golden/records.ts';
import { accountsOf, runContext, type ContextOptions } from './golden/run-context.ts';
import type { Learnt } from './learnt.ts';
import { unmetOf } from './unmet.ts';

const GUEST = caseOf('- guest connect');
const MEMBER = caseOf('- member LOGIN');
const BURST = caseOf('- pro burst: { to: member, window: minute, judges: spend }');
const ACCOUNTS = accountsOf({ member: 2, pro: 2 });

function requiring(requirement: string): Case {
  return caseOf('- member LOGIN', ['M1'], { requires: [requirement] });
}

/** Why a case cannot be asked of a target that declares and has shown so much. */
function unmet(
  each: Case,
  options: ContextOptions & { learnt?: Partial<Learnt>; failed?: string } = {},
): unknown {
  const context = runContext({ accounts: ACCOUNTS, ...options });
  return unmetOf(each, { ...context, learnt: { ...context.learnt, ...options.learnt } }, options.failed);
}

test('what needs nothing is always asked', () => {
  expect(unmet(GUEST, { accounts: [], failed: 'preflight/login' })).toBeUndefined();
  expect(unmet(MEMBER)).toBeUndefined();
});

test('without accounts, nothing is asked that needs one', () => {
  expect(unmet(MEMBER, { accounts: [] })).toBe('needs accounts: a profile names some');
});

test('where no account can log in, LOGIN itself is asked all the same', () => {
  const login = caseOf('- member LOGIN: { expect: 200 }', ['L1'], { id: 'login/ok' });
  expect(unmet(login, { failed: 'preflight/login' })).toBeUndefined();
  expect(unmet(MEMBER, { failed: 'preflight/login' })).toBe('no account can log in (preflight/login)');
});

describe('what a case requires', () => {
  test.each<[string, ContextOptions['limits'], string]>([
    ['minute-limit', { perMinute: 12 }, 'the profile declares no messages-per-minute'],
    ['hour-limit', { perHour: 90 }, 'the profile declares no messages-per-hour'],
    ['message-length', { messageLength: 1000 }, 'the profile declares no message-length'],
  ])('%s is declared, or not', (requirement, limits = {}, why) => {
    expect(unmet(requiring(requirement))).toBe(why);
    expect(unmet(requiring(requirement), { limits })).toBeUndefined();
  });

  test('a newline behind responses is learnt', () => {
    expect(unmet(requiring('response-newline'))).toBeUndefined();
    expect(unmet(requiring('response-newline'), { learnt: { responseNewline: false } })).toMatch(
      /^the target ends its responses without a newline/,
    );
  });

  test('a newline behind commands is learnt', () => {
    expect(unmet(requiring('command-newline'))).toBeUndefined();
    expect(unmet(requiring('command-newline'), { learnt: { ending: 'empty-line' } })).toMatch(
      /^the target ends its commands with an empty line/,
    );
  });

  test('message ids are missed only once it is known that neither side is told them', () => {
    const ids = requiring('message-ids');
    expect(unmet(ids)).toBeUndefined();
    expect(unmet(ids, { learnt: { messageIdKey: { kind: 'none' } } })).toBeUndefined();
    expect(unmet(ids, { learnt: { messageIdKey: { kind: 'none' }, info: 'json' } })).toBeUndefined();
    expect(unmet(ids, { learnt: { messageIdKey: { kind: 'none' }, info: 'text' } })).toBe(
      'the target tells no message ids',
    );
  });
});

test('a burst asks for a limit of some kind', () => {
  expect(unmet(BURST)).toBe('the profile declares no limits');
  expect(unmet(BURST, { limits: { perHour: 90 } })).toBeUndefined();
});
