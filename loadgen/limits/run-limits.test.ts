import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Command } from '../../wire/command.ts';
import { UNKNOWN, type Account } from '../../target/profile.ts';
import { startChatServer, valueOf } from '../golden/chat-server.ts';
import { runLimits, type LimitsRun } from './run-limits.ts';

/** Long enough for a busy machine to get a burst of eight messages through in a small part of it. */
const WINDOW_MS = 2500;
const LIMIT = 5;

const accounts = Array.from({ length: 6 }, (_, at): Account => ({
  id: at + 1,
  role: at % 2 === 0 ? 'member' : 'pro',
  token: `token${at + 1}`,
}));

/** What a limiter says to a message of a user; it is asked once for each. */
type Limiter = (token: string, nowMs: number) => boolean;

/** At most as many messages in a window, for each user or whoever `keyOf` makes one of. */
function sliding(keyOf: (token: string) => string = (token) => token): Limiter {
  const times = new Map<string, number[]>();
  return (token, nowMs) => {
    const sent = (times.get(keyOf(token)) ?? []).filter((at) => nowMs - at < WINDOW_MS);
    const isFree = sent.length < LIMIT;
    times.set(keyOf(token), isFree ? [...sent, nowMs] : sent);
    return isFree;
  };
}

/** Verifies the limits of a small server, in which messages that are limited may be delivered all the same. */
async function verify(limiter: Limiter, { leaks = false } = {}): Promise<LimitsRun> {
  const queues = new Map<string, string[]>();
  const tokenOf = (id: string): string => accounts.find((account) => String(account.id) === id)?.token ?? '';
  const answer = (command: Command): string => {
    const token = valueOf(command, 'token');
    if (command.name === 'NEW_CHG_AVAILABLE') {
      const content = queues.get(token)?.shift();
      return content === undefined
        ? '200/OK\n'
        : `200/OK\ntype:new_message\nmessage:{"content":"${content}"}\n`;
    }
    if (command.name !== 'SEND_MSG') return '200/OK\n';
    const recipient = tokenOf(valueOf(command, 'recipient-id'));
    if (recipient === '') return '403/DENIED\n';
    const isFree = limiter(token, performance.now());
    if (isFree || leaks)
      queues.set(recipient, [...(queues.get(recipient) ?? []), valueOf(command, 'content')]);
    return isFree ? '200/OK\n' : '426/TOOMRQ\n';
  };
  await using server = await startChatServer(answer);
  return await runLimits({
    plan: { name: 'limits', about: '', connections: 6, beyond: 3, patienceMs: 60_000 },
    written: {},
    target: { kind: 'address', address: server.address },
    profile: {
      ...UNKNOWN,
      accounts,
      limits: { perMinute: LIMIT, minuteMs: WINDOW_MS, hourMs: 3_600_000 },
      timing: { answerMs: 20_000, idleMs: 1000, releaseMs: 2000 },
    },
    tag: 'abc123',
    version: '0.0.0',
    startedAt: new Date(0),
    signal: new AbortController().signal,
    tell: () => undefined,
    now: () => performance.now(),
    pause: (ms) => sleep(ms),
  });
}

function brokenIn(run: LimitsRun): string[] {
  if (run.kind !== 'result') throw new Error(JSON.stringify(run));
  return run.result.checks.flatMap(({ verdict, clause }) => (verdict === 'broken' ? [clause] : []));
}

test.concurrent.each<[string, string[], () => Promise<LimitsRun>]>([
  ['a right limiter is accused of nothing', [], () => verify(sliding())],
  ['no limiter at all', ['R3'], () => verify(() => true)],
  ['one limit for all users', ['R6'], () => verify(sliding(() => 'all'))],
  ['limited messages that arrive', ['R4'], () => verify(sliding(), { leaks: true })],
  ['a limit that never ends', ['R5'], () => verify(forEver(sliding()))],
])('%s: %j', { timeout: 120_000 }, async (_, clauses, run) => {
  expect(brokenIn(await run())).toEqual(clauses);
});

/** Who was limited once stays so. */
function forEver(limiter: Limiter): Limiter {
  const limited = new Set<string>();
  return (token, nowMs) => {
    if (limited.has(token)) return false;
    const isFree = limiter(token, nowMs);
    if (!isFree) limited.add(token);
    return isFree;
  };
}
