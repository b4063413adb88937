import { afterAll, describe, expect, test } from 'vitest';
import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import { EverywhereRules } from './everywhere.ts';
import { caseOf } from './golden/records.ts';
import { accountsOf, runContext } from './golden/run-context.ts';
import { doorkeeper, hears, startTinyServer, type Heard, type TinyServer } from './golden/tiny-server.ts';
import type { Outcome } from './outcome.ts';
import type { RunContext } from './play/context.ts';
import { playOne, RefusedPairs, type RunMemory } from './play-one.ts';

const ACCOUNTS = accountsOf({ member: 3, pro: 2 });
const TOKENS = ACCOUNTS.map(({ token }) => token);
const MEMBER_SENDS = caseOf('- member LOGIN\n- member SEND_MSG: { to: pro, content: a, expect: 200 }');

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

interface Stage {
  readonly run: RunContext;
  readonly memory: RunMemory;
  /** Plays a case with the accounts of these ids for `member` and `pro`. */
  readonly play: (each: Case, ids?: readonly [number, number], attempt?: number) => Promise<Outcome>;
}

/** A run against a server in order, but for how it answers some commands. */
async function staged(
  alter: (heard: Heard, server: () => TinyServer) => string | undefined = () => undefined,
): Promise<Stage> {
  const answer = doorkeeper(TOKENS);
  const server: TinyServer = await startTinyServer(
    hears((heard, socket) => alter(heard, () => server) ?? answer(heard, socket)),
  );
  undo.push(server);
  const timing = { answerMs: 300, releaseMs: 0 };
  const run = runContext({ accounts: ACCOUNTS, port: server.port, timing });
  const memory = { rules: new EverywhereRules(run.mask), earlier: new Map(), refused: new RefusedPairs() };
  const play: Stage['play'] = (each, [member, pro] = [1, 4], attempt = 1) => {
    const lent = new Map<string, Account>();
    for (const account of ACCOUNTS) {
      if (account.id === member) lent.set('member', account);
      if (account.id === pro) lent.set('pro', account);
    }
    return playOne(each, lent, { run, memory, attempt });
  };
  return { run, memory, play };
}

const isSend = ({ name }: Heard): boolean => name === 'SEND_MSG';

describe('a case', () => {
  test('is played and judged', async () => {
    const { play } = await staged();
    expect(await play(MEMBER_SENDS)).toMatchObject({
      kind: 'result',
      result: { id: 'area/case', verdict: 'pass' },
    });
  });

  test('that finds something has its finding, hint and wire log', async () => {
    const { play } = await staged((heard) => (isSend(heard) ? '416/MISFMT\n' : undefined));
    const hinted = { ...MEMBER_SENDS, hint: 'look there' };
    const outcome = await play(hinted);
    expect(outcome).toMatchObject({
      kind: 'result',
      result: { verdict: 'fail', hint: 'look there', findings: [{ clause: 'M1', actual: '416/MISFMT' }] },
    });
    expect(outcome.kind === 'result' && outcome.result.transcript.length).toBeGreaterThan(3);
  });

  test('leaves behind what was learnt: that answers come twice, that segments hold one command alone', async () => {
    const { run, play } = await staged((heard) => (isSend(heard) ? '200/OK\n200/OK\n' : undefined));
    run.learnt.pipelining = true;
    await play(caseOf('- member LOGIN: { expect: 200 }', ['T8']));
    expect(run.learnt).toMatchObject({ pipelining: true, repeatsItself: false });
    await play(caseOf('- member SEND_MSG: { to: pro, content: a, expect: 416 }', ['T8']));
    expect(run.learnt).toMatchObject({ pipelining: false, repeatsItself: true });
  });
});

describe('426', () => {
  test('where nobody asked for it, is a matter of accounts and not a finding', async () => {
    const { play } = await staged((heard) => (isSend(heard) ? '426/TOOMRQ\n' : undefined));
    const outcome = await play(MEMBER_SENDS);
    expect(outcome).toMatchObject({ kind: 'limited', result: { verdict: 'skipped', findings: [] } });
    expect(outcome.kind === 'limited' && outcome.accounts.map(({ id }) => id)).toEqual([1, 4]);
  });

  test('too early in a burst, is a finding when a second account shows it at the same message', async () => {
    const counts = new Map<string, number>();
    const { play } = await staged((heard) => {
      const token = heard.parameters.get('token') ?? '';
      const count = (counts.get(token) ?? 0) + 1;
      if (isSend(heard)) counts.set(token, count);
      return isSend(heard) && count > 3 ? '426/TOOMRQ\n' : undefined;
    });
    const within = caseOf('- pro LOGIN\n- pro burst: { to: member, window: minute, judges: within }', ['R2']);
    expect((await play(within, [1, 4])).kind).toBe('limited');
    expect(await play(within, [1, 5], 2)).toMatchObject({
      kind: 'result',
      result: { verdict: 'fail', findings: [{ clause: 'R2', actual: '426/TOOMRQ for message 4' }] },
    });
  });
});

describe('a message that is denied', () => {
  const denied = (heard: Heard): string | undefined => (isSend(heard) ? '403/DENIED\n' : undefined);

  test('between two different pairs, is a finding', async () => {
    const { play } = await staged(denied);
    expect(await play(MEMBER_SENDS, [1, 4])).toEqual({ kind: 'repeat' });
    expect(await play(MEMBER_SENDS, [2, 5])).toMatchObject({ kind: 'result', result: { verdict: 'fail' } });
  });

  test('between the same pair again, may be for a block of an earlier run', async () => {
    const { run, play } = await staged(denied);
    await play(MEMBER_SENDS, [1, 4]);
    expect(await play(MEMBER_SENDS, [1, 4])).toMatchObject({
      kind: 'result',
      result: {
        verdict: 'skipped',
        reason:
          'messages of account 1 to 4 are denied, perhaps for a block of an earlier run; more accounts would tell',
      },
    });
    const needs = MEMBER_SENDS.accounts;
    const lent = run.ledger.lend(needs, run.now());
    expect(lent.kind === 'lent' && [...lent.accounts.values()].map(({ id }) => id)).not.toEqual([1, 4]);
  });

  test('where a message has passed before, is a finding at once', async () => {
    let isDenied = false;
    const { play } = await staged((heard) => (isDenied ? denied(heard) : undefined));
    await play(MEMBER_SENDS);
    isDenied = true;
    expect(await play(MEMBER_SENDS)).toMatchObject({ kind: 'result', result: { verdict: 'fail' } });
  });
});

test('a limit that is missed is looked at twice, for a window may have turned meanwhile', async () => {
  const { play } = await staged();
  const beyond = caseOf('- pro LOGIN\n- pro burst: { to: member, window: minute, judges: beyond }', ['R3']);
  expect(await play(beyond, [1, 4], 1)).toEqual({ kind: 'repeat' });
  expect(await play(beyond, [1, 5], 2)).toMatchObject({ kind: 'result', result: { verdict: 'fail' } });
});

test('a burst whose 426 came late, though not too late, is tried for a sharper one', async () => {
  let sent = 0;
  const { run, play } = await staged(({ name }) => {
    if (name === 'SEND_MSG') sent += 1;
    return name === 'SEND_MSG' && sent === 14 ? '426/TOOMRQ\n' : undefined;
  });
  // As if the burst took so long that one message more was due.
  let nowMs = 0;
  Object.assign(run, { now: () => (nowMs += 100) });
  Object.assign(run.peer.profile.limits, { perMinute: 12, minuteMs: 2000 });
  const beyond = caseOf('- pro LOGIN\n- pro burst: { to: member, window: minute, judges: beyond }', ['R3']);
  expect(await play(beyond, [1, 4], 2)).toEqual({ kind: 'repeat' });
  sent = 0;
  expect(await play(beyond, [1, 5], 3)).toMatchObject({ kind: 'result', result: { verdict: 'pass' } });
});

test('an account that a dropped connection still holds is set aside, and others are tried', async () => {
  const { run, play } = await staged((heard) =>
    heard.parameters.get('api-token') === ACCOUNTS[0]?.token ? '403/DENIED\n' : undefined,
  );
  for (const account of ACCOUNTS) run.ledger.ended(account, run.now(), 'dropped');
  expect(await play(MEMBER_SENDS, [1, 4])).toEqual({ kind: 'repeat' });
  expect(run.ledger.usable.map(({ id }) => id)).toEqual([2, 3, 4, 5]);
});

test('an account that is refused while it may still be leaving gets a second chance', async () => {
  let refusals = 1;
  const { run, play } = await staged(({ name }) => {
    if (name !== 'LOGIN' || refusals === 0) return undefined;
    refusals -= 1;
    return '403/DENIED\n';
  });
  Object.assign(run.peer.profile.timing, { releaseMs: 100 });
  const cut = caseOf('- member LOGIN: { expect: 200, delivery: { cut: in-name } }');
  const [member] = ACCOUNTS;
  if (member === undefined) throw new Error('an account is due');
  run.ledger.ended(member, run.now(), 'left');
  expect(await play(cut, [1, 4], 1)).toEqual({ kind: 'repeat' });
  expect(run.ledger.usable).toHaveLength(ACCOUNTS.length);
  expect(await play(cut, [1, 4], 2)).toMatchObject({ kind: 'result', result: { verdict: 'pass' } });
});

describe('a server that dies', () => {
  test.each([
    ['of a command', '- member LOGIN\n- member SEND_MSG: { to: pro, content: a, expect: 200 }', 'SEND_MSG'],
    ['of a means', '- member LOGIN\n- member SEND_MSG: { to: pro, content: a }\n- pro LOGIN', 'SEND_MSG'],
    ['of a poll', '- member LOGIN\n- member poll: { misses: [] }', 'NEW_CHG_AVAILABLE'],
    [
      'of a pipeline',
      '- member pipeline: { commands: [LOGIN: {}, SEND_MSG: { to: pro, content: a }] }',
      'SEND_MSG',
    ],
    ['of a burst', '- member LOGIN\n- member burst: { to: pro, window: minute, judges: within }', 'SEND_MSG'],
  ])('%s: that alone is told, with the bytes it died of', async (_name, steps, fatal) => {
    const { play } = await staged(({ name }, server) => {
      if (name === fatal) void server().die();
      return undefined;
    });
    const each = caseOf(steps);
    const outcome = await play(each, [1, 4], 2);
    expect(outcome).toMatchObject({
      kind: 'dead',
      result: { verdict: 'fail', findings: [{ clause: 'T12' }] },
    });
    expect(outcome.kind === 'dead' && outcome.result.findings[0]?.sent).toContain(fatal);
  });

  test('without a sign, is found behind a harmful case', async () => {
    const { play } = await staged((heard, server) => {
      if (!isSend(heard)) return undefined;
      setImmediate(() => void server().die());
      return '200/OK\n';
    });
    expect((await play({ ...MEMBER_SENDS, phase: 'harm' })).kind).toBe('dead');
  });

  test('is not one that only ends a session', async () => {
    const { play } = await staged((heard) => (isSend(heard) ? 'bye\n' : undefined));
    expect(await play(MEMBER_SENDS)).toMatchObject({ kind: 'result', result: { verdict: 'fail' } });
  });
});
