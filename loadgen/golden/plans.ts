/** Plans and jobs for tests, complete, so that a test names only what it is about. */
import type { Around, Job } from '../job.ts';
import type { ClosedLoad, OpenLoad, Plan } from '../plan.ts';
import { WHOLE } from '../share.ts';
import { usersOf } from '../user.ts';
import type { Account } from '../../target/profile.ts';

export const closed = (load: Partial<ClosedLoad> = {}): ClosedLoad => ({
  kind: 'closed',
  depth: 1,
  thinkMs: 0,
  durationMs: 60_000,
  ...load,
});

export const open = (perSecond: number, durationMs: number, load: Partial<OpenLoad> = {}): OpenLoad => ({
  kind: 'open',
  stages: [{ fromPerSecond: perSecond, toPerSecond: perSecond, durationMs }],
  arrivals: 'even',
  depth: 64,
  ...load,
});

/** Two users who send 20 messages in all, unless told otherwise. */
export function planOf(plan: Partial<Plan> = {}): Plan {
  return {
    name: 'test',
    about: '',
    connections: 2,
    load: closed({ requests: 20 }),
    mix: new Map([['send', 1]]),
    size: { from: 40, to: 40 },
    warmUpMs: 0,
    seed: 1,
    expect: [200],
    gates: [],
    verify: false,
    ...plan,
  };
}

/** So many accounts, members and professionals in turn. */
export function accountsOf(count: number): Account[] {
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    role: at % 2 === 0 ? 'member' : 'pro',
    token: `token-${at + 1}`,
  }));
}

export function jobOf(job: Pick<Job, 'plan' | 'address'> & Partial<Job>): Job {
  return {
    share: WHOLE,
    users: usersOf(accountsOf(Math.max(2, job.plan.connections)), job.plan.connections),
    wire: { ending: 'newline', terminated: true },
    tag: 'abc',
    pacing: 'timer',
    answerMs: 10_000,
    ...job,
  };
}

export function around(some: Partial<Around> = {}): Around {
  return {
    now: () => performance.now(),
    ready: () => Promise.resolve(performance.now()),
    drained: () => Promise.resolve(),
    onConnected: () => undefined,
    onLive: () => undefined,
    retryMs: 1,
    signal: new AbortController().signal,
    ...some,
  };
}
