import { describe, expect, test } from 'vitest';
import { parseStep } from '../../spec/step.ts';
import { accountsOf, caseContext, runContext } from '../golden/run-context.ts';
import { hears, startTinyServer } from '../golden/tiny-server.ts';
import type { Asked } from './build.ts';
import type { CaseContext } from './context.ts';
import { playRetriedLogin, retriesLogin } from './retried-login.ts';

const [member] = accountsOf({ member: 1 });

/** A case whose member has left an earlier one, in this way. */
function after(how?: 'dropped' | 'left'): CaseContext {
  if (member === undefined) throw new Error('an account is due');
  const run = runContext({ accounts: [member] });
  if (how !== undefined) run.ledger.ended(member, run.now(), how);
  return caseContext(run, { member });
}

function login(options: object): Asked {
  const step = parseStep({ 'member LOGIN': options });
  if (step.kind !== 'command') throw new Error('not a command');
  return step;
}

describe('a LOGIN is tried again', () => {
  test.each([{}, { expect: 200 }, { expect: [200, { is: 426, verdict: 'break' }] }])(
    'when it ought to get in and its user was here before: %j',
    (options) => {
      expect(retriesLogin(login(options), after('left'))).toBe(true);
      expect(retriesLogin(login(options), after('dropped'))).toBe(true);
      expect(retriesLogin(login(options), after())).toBe(false);
    },
  );

  test('when it is asked until when a user is freed', () => {
    expect(retriesLogin(login({ eventually: 'released', expect: 200 }), after())).toBe(true);
  });

  test.each([
    { expect: 403 },
    { expect: [200, 403] },
    { expect: 'refusal' },
    { expect: 'anything' },
    {
      expect: [
        { is: 200, verdict: 'break' },
        { is: 'reply', verdict: 'pass' },
      ],
    },
    { observe: { 403: 'refused' } },
    { exactly: 1 },
    { delivery: 'byte-by-byte' },
    { without: ['api-token'], malformed: true },
    { with: { 'api-token': 'x' } },
  ])('never when a refusal would be right, or the bytes matter: %j', (options) => {
    expect(retriesLogin(login(options), after('dropped'))).toBe(false);
  });
});

test('it is tried a last time when all of release-ms has passed: who is free by then is never missed', async () => {
  if (member === undefined) throw new Error('an account is due');
  const releaseMs = 700;
  const freeAtMs = performance.now() + releaseMs - 30;
  await using server = await startTinyServer(
    hears(() => (performance.now() < freeAtMs ? '403/DENIED\n' : '200/OK\n')),
  );
  const run = runContext({ accounts: [member], port: server.port, timing: { releaseMs } });
  const context = caseContext(run, { member });
  const played = await playRetriedLogin(login({ eventually: 'released', expect: 200 }), context);
  await context.channels.end();
  expect(played.answer).toMatchObject({ kind: 'reply', code: 200 });
});
