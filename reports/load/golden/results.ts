/** Results of load runs for tests: what could have been measured, and what never should be printed as it is. */
import type { CommandResult, Interval, LoadResult, Spread } from '../../../loadgen/result.ts';

export const NO_SPREAD: Spread = {
  count: 0,
  minMs: 0,
  meanMs: 0,
  p50Ms: 0,
  p90Ms: 0,
  p99Ms: 0,
  p999Ms: 0,
  maxMs: 0,
  hdr: 'none',
};

/** Latencies that grow from a tenth of `p99Ms` on. */
function spread(count: number, p99Ms: number): Spread {
  return {
    count,
    minMs: p99Ms / 10,
    meanMs: p99Ms / 3,
    p50Ms: p99Ms / 4,
    p90Ms: p99Ms / 2,
    p99Ms,
    p999Ms: p99Ms * 2,
    maxMs: p99Ms * 3,
    hdr: 'HISTFAAA',
  };
}

const interval: Interval = {
  atMs: 0,
  durationMs: 1000,
  sent: 200,
  answered: 200,
  errors: 0,
  receivedBytes: 6400,
  latency: spread(200, 5.4),
};

const send: CommandResult = {
  command: 'send',
  sent: 1200,
  answered: 1200,
  unexpected: 0,
  lost: 0,
  unanswered: 0,
  statuses: { '200/OK': 1200 },
  latency: spread(1200, 6.1),
};

/** All is well. */
export const passed: LoadResult = {
  format: 1,
  kind: 'load',
  tool: { name: 'tchatator-check', version: '0.1.0' },
  target: { address: '127.0.0.1:4242', kind: 'bundled' },
  plan: { name: 'steady', connections: 20, open: { rate: 200 } },
  share: { index: 0, of: 1 },
  startedAt: '2024-05-06T07:08:09.000Z',
  durationMs: 10_000,
  verdict: 'passed',
  interrupted: false,
  askedPerSecond: 200,
  ratePerSecond: 199.94,
  totals: {
    sent: 2000,
    answered: 2000,
    unexpected: 0,
    lost: 0,
    unanswered: 0,
    statuses: { '200/OK': 2000 },
    unsent: 0,
    unasked: 0,
  },
  latency: spread(2000, 5.4),
  service: spread(2000, 0.87),
  commands: [send, { ...send, command: 'poll', sent: 800, answered: 800, latency: spread(800, 4.2) }],
  timeline: [interval, { ...interval, atMs: 1000 }],
  generator: {
    engine: 'own',
    workers: 1,
    pacing: 'timer',
    eventLoopUse: [0.117],
    cpuMs: 412,
    sendError: spread(2000, 1.2),
    reconnects: 0,
    doubts: [],
  },
  gates: [
    { gate: 'errors == 0', actual: '0', kept: true },
    { gate: 'p99 <= 500ms', actual: '5.40 ms', kept: true },
  ],
  notes: [],
};

/** A closed loop against a target that limits, drops and dawdles. */
export const failed: LoadResult = {
  ...passed,
  target: { address: '[::1]:4242', kind: 'address' },
  plan: { name: './plans/rush hour.yaml', connections: 20 },
  verdict: 'failed',
  ratePerSecond: 12_345.67,
  totals: {
    sent: 123_456,
    answered: 123_400,
    unexpected: 1234,
    lost: 50,
    unanswered: 6,
    statuses: { '200/OK': 122_166, '426/TOOMRQ': 1230, other: 4 },
    unsent: 7,
    unasked: 2,
  },
  latency: spread(122_166, 1234.5),
  service: spread(122_166, 1234.5),
  commands: [{ ...send, latency: spread(122_166, 1234.5) }],
  generator: { ...passed.generator, workers: 2, eventLoopUse: [0.3, 0.41], reconnects: 3, cpuMs: 65_000 },
  gates: [
    { gate: 'errors == 0', actual: '1299', kept: false },
    { gate: 'rate >= 5000/s', actual: '12345.7/s', kept: true },
    { gate: 'send p99.9 <= 1500ms', actual: '2469.0 ms', kept: false },
  ],
  notes: [
    '1230 answers were 426/TOOMRQ: the target limits its users. Tell the limits in the profile, and such a plan is refused before it runs; or raise them on the target for the test',
    'connections ended: the peer closed it; read ECONNRESET (3 came up again)',
  ],
};
delete failed.askedPerSecond;

/** The generator was the limit. */
export const invalid: LoadResult = {
  ...passed,
  verdict: 'invalid',
  generator: {
    ...passed.generator,
    eventLoopUse: [0.99],
    doubts: [
      'a worker was busy for 99 % of the time, so that the generator was the limit: give it more --workers, or plan less',
    ],
  },
};

/** The target went away, with hostile last words. */
export const died: LoadResult = {
  ...passed,
  verdict: 'died',
  reason: 'connect ECONNREFUSED 127.0.0.1:4242 \u001b[2J (tried 6 times)',
  plan: { name: 'evil\u001b[31m.yaml' },
  gates: [],
};

/** Ctrl-C before anything was answered; a share of a larger run. */
export const interrupted: LoadResult = {
  ...passed,
  interrupted: true,
  verdict: 'failed',
  share: { index: 1, of: 4 },
  durationMs: 0,
  ratePerSecond: 0,
  totals: { ...passed.totals, sent: 0, answered: 0, statuses: {} },
  latency: NO_SPREAD,
  service: NO_SPREAD,
  commands: [],
  timeline: [],
  generator: { ...passed.generator, sendError: NO_SPREAD },
  gates: [{ gate: 'p99 <= 500ms', actual: 'nothing measured', kept: false }],
};
