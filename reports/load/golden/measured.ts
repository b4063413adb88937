/** A load run whose histogram holds what its figures tell: 2900 times from 0.5 ms to 15 ms, evenly. */
import type { Interval, LoadResult, Spread } from '../../../loadgen/result.ts';

const latency: Spread = { count: 2900, minMs: 0.5, meanMs: 7.7475, p50Ms: 7.747, p90Ms: 13.551, p99Ms: 14.855, p999Ms: 14.991, maxMs: 14.995, hdr: "HISTFAAAAEx4nO3HIQ6AMBBE0c90CQZXy10x3IBDcgH8NqTBIwiG6eS/bJdtrzCfwAAU+rtu1sy8/8ckz/tmo1Bxzj0OScaYnxKhMMa8RQMFoyg7" };

const none: Spread = { count: 0, minMs: 0, meanMs: 0, p50Ms: 0, p90Ms: 0, p99Ms: 0, p999Ms: 0, maxMs: 0, hdr: "HISTFAAAAB54nJNpmSzMwMDACMXMDBAAYjPU////H84HAFpwBMo=" };

/** Seconds with so many answers each. */
export function steps(answers: readonly number[]): Interval[] {
  return answers.map((answered, at) => ({
    atMs: 1000 * at,
    durationMs: 1000,
    sent: 990,
    answered,
    errors: 25,
    receivedBytes: 32 * answered,
    latency,
  }));
}

const tally = {
  sent: 2970,
  answered: 2963,
  unexpected: 63,
  lost: 3,
  unanswered: 4,
  statuses: { '200/OK': 2900, '426/TOOMRQ': 60, other: 3 },
};

export const measured: LoadResult = {
  format: 1,
  kind: 'load',
  tool: { name: 'tchatator-check', version: '1.2.3' },
  target: { address: '127.0.0.1:4242', kind: 'address' },
  plan: { name: 'steady', connections: 20, closed: { depth: 4 }, duration: '3s' },
  share: { index: 0, of: 1 },
  startedAt: '2026-03-01T10:00:00.000Z',
  durationMs: 3000,
  verdict: 'passed',
  interrupted: false,
  ratePerSecond: 2900 / 3,
  totals: { ...tally, unsent: 5, unasked: 0 },
  latency,
  service: latency,
  commands: [{ command: 'send', ...tally, latency }],
  timeline: steps([990, 995, 978]),
  generator: {
    engine: 'own',
    workers: 1,
    pacing: 'timer',
    eventLoopUse: [0.42],
    cpuMs: 300,
    sendError: none,
    reconnects: 1,
    doubts: [],
  },
  gates: [],
  notes: [],
};
