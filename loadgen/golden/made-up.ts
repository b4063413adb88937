/** Results of load runs that tests make up: as an engine would have measured them, with figures from a seed. */
import { conclude } from '../conclude.ts';
import { Histogram, type PackedHistogram } from '../histogram.ts';
import { mergeMeasured, type Measured } from '../measured.ts';
import { planForm } from '../plan-schema.ts';
import { seeded, type Random } from '../random.ts';
import type { LoadResult } from '../result.ts';
import { WHOLE, type Share } from '../share.ts';
import { toPlan } from '../to-plan.ts';

export const WRITTEN = {
  about: 'Made up.',
  connections: 6,
  open: { rate: 300 },
  mix: { send: 2, poll: 1 },
  duration: '4s',
  gates: ['p99 <= 60s', 'rate >= 100/s', 'errors <= 90%'],
};

/** What one share of that plan might have measured. */
export function madeUpMeasured(seed: number): Measured {
  const random = seeded(seed);
  const count = (most: number): number => Math.floor(random() * most);
  const command = (kind: 'send' | 'poll'): Measured['commands'][number] => {
    const good = 200 + count(300);
    const refused = count(20);
    const strange = count(3);
    const [lost, unanswered] = [count(4), count(4)];
    return {
      kind,
      sent: good + refused + strange + lost + unanswered,
      answered: good + refused + strange,
      unexpected: refused + strange,
      lost,
      unanswered,
      statuses: { 200: good, ...(refused > 0 && { 426: refused }), ...(strange > 0 && { 500: strange }) },
      latency: times(good, { meanUs: 3000, random }),
    };
  };
  const commands = [command('send'), command('poll')];
  return {
    commands,
    service: mergeMeasured([]).service,
    sendError: times(count(500), { meanUs: 50, random }),
    steps: Array.from({ length: 4 }, (_, number) => ({
      number,
      sent: count(100),
      answered: count(100),
      errors: count(10),
      receivedBytes: count(10_000),
      latency: times(count(100), { meanUs: 3000, random }),
    })),
    inTime: commands.reduce((sum, { statuses }) => sum + (statuses[200] ?? 0), 0),
    unsent: count(5),
    unasked: count(2),
    reconnects: count(3),
    reasons: [],
    eventLoopUse: [random() * 0.9],
  };
}

function times(count: number, { meanUs, random }: { meanUs: number; random: Random }): PackedHistogram {
  const histogram = new Histogram();
  for (let at = 0; at < count; at += 1) histogram.record(-Math.log(1 - random()) * meanUs);
  return histogram.pack();
}

/** The result of what was measured, as a share of the plan or all of it. */
export function madeUpResult(measured: Measured, share: Share = WHOLE): LoadResult {
  return conclude({
    plan: toPlan('made-up', planForm.parse(WRITTEN)),
    written: WRITTEN,
    share,
    measured,
    measuredMs: 4000,
    engine: 'own',
    workers: 1,
    pacing: 'timer',
    cpuMs: 100,
    version: '1.2.3',
    target: { address: '127.0.0.1:4242', kind: 'address' },
    startedAt: new Date('2026-03-01T10:00:00Z'),
    interrupted: false,
  });
}
