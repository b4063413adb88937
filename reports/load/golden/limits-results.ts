/** Results of limits and knee runs for tests. */
import type { KneeResult, KneeStep } from '../../../loadgen/knee-result.ts';
import type { LimitsResult } from '../../../loadgen/limits-result.ts';
import { NO_SPREAD, passed as load } from './results.ts';

const { tool, target, startedAt } = load;

/** All that could be asked is as it should be. */
export const limitsHeld: LimitsResult = {
  format: 1,
  kind: 'limits',
  tool,
  target,
  plan: { name: 'limits', connections: 24 },
  startedAt,
  durationMs: 32_500,
  verdict: 'passed',
  interrupted: false,
  limits: { perMinute: 12, perHour: 90, minuteMs: 60_000, hourMs: 3_600_000 },
  users: 24,
  messages: { '200/OK': 375, '426/TOOMRQ': 98 },
  checks: [
    { clause: 'R2', window: 'minute', title: 'Up to its limit, a user who sends alone is not limited', verdict: 'held', users: 1 },
    {
      clause: 'R3',
      window: 'hour',
      title: 'Beyond its limit, a user is answered 426',
      verdict: 'unjudged',
      why: 'the limit of 90 in an hour is reached after 429 s at the earliest, and 60 s of patience are left: give --patience for it',
    },
  ],
  limiter: {
    window: 'minute',
    text: 'a sliding window; only messages that are sent count',
    kinds: ['sliding'],
    countsLimited: [false],
    countsRefused: [false],
    countsCommands: [false],
  },
  notes: [],
};

/** Two questions are broken; nothing is known of the limiter. */
export const limitsBroken: LimitsResult = {
  ...limitsHeld,
  target: { address: '192.168.1.20:4242', kind: 'address' },
  limits: { perMinute: 12, minuteMs: 2000, hourMs: 3_600_000 },
  verdict: 'failed',
  checks: [
    ...limitsHeld.checks.slice(0, 1),
    {
      clause: 'R3',
      window: 'minute',
      title: 'Beyond its limit, a user is answered 426',
      verdict: 'broken',
      expected: '426/TOOMRQ by message 13',
      actual: 'no 426/TOOMRQ in 15 messages',
      users: 20,
      of: 20,
    },
    {
      clause: 'R6',
      window: 'minute',
      title: 'The excess of others leaves a user free',
      verdict: 'broken',
      expected: '200/OK for the first 12 messages of each, as for one alone',
      actual: '426/TOOMRQ for message 3 while others sent',
      users: 1,
      of: 20,
    },
  ],
};
delete limitsBroken.limiter;

/** The target went away, and said so in its own words. */
export const limitsDied: LimitsResult = {
  ...limitsHeld,
  verdict: 'died',
  reason: 'connect ECONNREFUSED 127.0.0.1:4242 \u001b[31mred',
  interrupted: true,
  checks: [],
  messages: {},
};

function step(perSecond: number, outcome: KneeStep['outcome'], p99Ms: number): KneeStep {
  const kept = p99Ms <= 100;
  return {
    perSecond,
    outcome,
    ratePerSecond: perSecond * 1.001,
    latency: { ...load.latency, p99Ms },
    gates: [{ gate: 'p99 <= 100ms', actual: `${p99Ms} ms`, kept }],
    why: outcome === 'invalid' ? ['a worker was busy for 99 % of the time: give it more --workers'] : [],
  };
}

const kneeBase = {
  format: 1 as const,
  kind: 'knee' as const,
  tool,
  target,
  plan: { name: 'knee', connections: 50 },
  startedAt,
  durationMs: 67_000,
  interrupted: false,
  steps: [step(400, 'held', 12.3), step(800, 'held', 99), step(800, 'broken', 312), step(775, 'held', 45.6)],
} satisfies Partial<KneeResult>;
const holds = { perSecond: 775, times: 2, of: 2 };
const over = { perSecond: 800, times: 2, of: 3 };

/** The knee lies between two rates. */
export const kneeFound: KneeResult = { ...kneeBase, verdict: 'found', holds, over };

/** All the other ways it may end. */
export const kneesOtherwise: Readonly<Record<Exclude<KneeResult['verdict'], 'found'>, KneeResult>> = {
  'at-least': { ...kneeBase, verdict: 'at-least', holds: { perSecond: 20_000, times: 2, of: 2 } },
  none: { ...kneeBase, verdict: 'none', over },
  unclear: { ...kneeFound, verdict: 'unclear', interrupted: true },
  invalid: { ...kneeFound, verdict: 'invalid', steps: [step(400, 'held', 12.3), step(800, 'invalid', 150)] },
  died: {
    ...kneeFound,
    verdict: 'died',
    steps: [{ ...step(400, 'died', 0), latency: NO_SPREAD, gates: [], why: ['it is gone \u001b[31m'] }],
  },
};
