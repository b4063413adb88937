/** A load run whose histograms hold what its figures tell. */
import { conclude } from '../../../loadgen/conclude.ts';
import { Histogram } from '../../../loadgen/histogram.ts';
import { planForm } from '../../../loadgen/plan-schema.ts';
import type { Interval, LoadResult } from '../../../loadgen/result.ts';
import { WHOLE } from '../../../loadgen/share.ts';
import { toPlan } from '../../../loadgen/to-plan.ts';

const written = { connections: 20, closed: { depth: 4 }, duration: '3s', gates: ['p99 <= 20ms'] };

/** From 0.5 ms to 15 ms, evenly. */
function latencies(count: number): Histogram {
  const histogram = new Histogram();
  for (let at = 0; at < count; at += 1) histogram.record(500 + 5 * at);
  return histogram;
}

const all = latencies(2900).pack();

export const measured: LoadResult = conclude({
  plan: toPlan('steady', planForm.parse(written)),
  written,
  share: WHOLE,
  measured: {
    commands: [
      {
        kind: 'send',
        sent: 2970,
        answered: 2963,
        unexpected: 63,
        lost: 3,
        unanswered: 4,
        statuses: { 200: 2900, 426: 60, 500: 3 },
        latency: all,
      },
    ],
    service: all,
    sendError: new Histogram().pack(),
    steps: [990, 995, 978].map((answered, number) => ({
      number,
      sent: 990,
      answered,
      errors: 25,
      receivedBytes: 32 * answered,
      latency: latencies(answered).pack(),
    })),
    inTime: 2900,
    unsent: 5,
    unasked: 0,
    reconnects: 1,
    reasons: ['read ECONNRESET'],
    eventLoopUse: [0.42],
  },
  measuredMs: 3000,
  workers: 1,
  pacing: 'timer',
  cpuMs: 300,
  version: '1.2.3',
  target: { address: '127.0.0.1:4242', kind: 'address' },
  startedAt: new Date('2026-03-01T10:00:00Z'),
  interrupted: false,
});

/** Seconds with so many answers each. */
export function steps(answers: readonly number[]): Interval[] {
  const [like] = measured.timeline;
  if (like === undefined) throw new Error('a run has a time line');
  return answers.map((answered, at) => ({
    ...like,
    atMs: 1000 * at,
    answered,
    receivedBytes: 32 * answered,
  }));
}
