import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtsOf, remarksOn } from './doubts.ts';
import { measuredOf, packed } from './golden/measured.ts';
import { closed, open, planOf } from './golden/plans.ts';
import { LiveView } from './live-view.ts';
import { mergeMeasured, type Measured } from './measured.ts';
import { COMMAND_KINDS } from './plan.ts';

const count = fc.nat(1000);
const histogram = fc.array(fc.nat(5000), { maxLength: 20 }).map((some) => packed(...some));
const command = fc.record({
  kind: fc.constantFrom(...COMMAND_KINDS),
  sent: count,
  answered: count,
  unexpected: count,
  lost: count,
  unanswered: count,
  statuses: fc.dictionary(fc.constantFrom('200', '426', '500'), count),
  latency: histogram,
});
const step = fc.record({
  number: fc.nat(5),
  sent: count,
  answered: count,
  errors: count,
  receivedBytes: count,
  latency: histogram,
});
const part = fc
  .record({
    commands: fc.uniqueArray(command, { selector: ({ kind }) => kind }),
    steps: fc.uniqueArray(step, { selector: ({ number }) => number }),
    service: histogram,
    inTime: count,
    unsent: count,
    unasked: count,
    reconnects: count,
  })
  .map((some): Measured => measuredOf(some));

describe('what several have measured', () => {
  const sorted = (measured: Measured) => ({
    ...measured,
    commands: measured.commands.toSorted((a, b) => a.kind.localeCompare(b.kind)),
  });

  test('is the same whoever is added first, and in whatever groups', () => {
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const all = sorted(mergeMeasured([a, b, c]));
        expect(sorted(mergeMeasured([mergeMeasured([c, b]), mergeMeasured([a])])).commands).toEqual(
          all.commands,
        );
        expect(sorted(mergeMeasured([b, mergeMeasured([a, c])])).steps).toEqual(all.steps);
      }),
      { numRuns: 20 },
    );
  });

  test('loses nothing: counts are sums, histograms too', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const merged = mergeMeasured(parts);
        const sum = (of: (measured: Measured) => number) =>
          parts.reduce((total, each) => total + of(each), 0);
        const sent = (measured: Measured) => measured.commands.reduce((total, each) => total + each.sent, 0);
        const refused = (measured: Measured) =>
          measured.commands.reduce((total, { statuses }) => total + (statuses[426] ?? 0), 0);
        const latencies = (measured: Measured) =>
          [...measured.commands, ...measured.steps].reduce(
            (total, { latency }) => total + recorded(latency),
            0,
          );
        for (const of of [
          sent,
          refused,
          latencies,
          (each: Measured) => each.inTime,
          (each: Measured) => each.unsent,
        ])
          expect(of(merged)).toBe(sum(of));
        expect(recorded(merged.service)).toBe(sum(({ service }) => recorded(service)));
      }),
      { numRuns: 20 },
    );
  });

  test('tells each reason once', () => {
    const reasons = [['a', 'b'], ['b']].map((some) => measuredOf({ reasons: some }));
    expect(mergeMeasured(reasons).reasons).toEqual(['a', 'b']);
  });

  const recorded = ({ counts }: Measured['service']) =>
    counts.reduce((total, value, at) => (at % 2 === 1 ? total + value : total), 0);
});

describe('the generator was the limit', () => {
  const doubts = (some: Parameters<typeof measuredOf>[0], load = open(100, 1000), p99Ms = 10) =>
    doubtsOf({ plan: planOf({ load }), pacing: 'timer', measured: measuredOf(some), p99Ms });

  test('when a worker was busy all the time', () => {
    expect(doubts({ eventLoopUse: [0.2, 0.96] })).toEqual([
      'a worker was busy for 96 % of the time, so that the generator was the limit: give it more --workers, or plan less',
    ]);
    expect(doubts({ eventLoopUse: [0.94] })).toEqual([]);
  });

  test('but not because it spins, unless it has no schedule to spin for', () => {
    const measured = measuredOf({ eventLoopUse: [1] });
    expect(doubtsOf({ plan: planOf({ load: open(1, 1) }), pacing: 'spin', measured, p99Ms: 1 })).toEqual([]);
    expect(doubtsOf({ plan: planOf({ load: closed() }), pacing: 'spin', measured, p99Ms: 1 })).toHaveLength(
      1,
    );
  });

  test('when most of a latency is its own lateness', () => {
    expect(doubts({ sendError: packed(30, 30, 30, 30, 30) }, undefined, 50)).toEqual([
      'one command in a hundred was 30.0 ms late or more for want of the generator: give it more --workers, an idle machine, or plan a lower rate',
    ]);
    expect(doubts({ sendError: packed(30, 30, 30, 30, 30) }, undefined, 90)).toEqual([]);
    expect(doubts({ sendError: packed(15, 15, 15, 15, 15) }, undefined, 15)).toEqual([]);
    // Four hiccups are no habit.
    expect(doubts({ sendError: packed(1, 1, 30, 30, 30, 30) }, undefined, 50)).toEqual([]);
  });

  test('a little, which is told and no more', () => {
    expect(remarksOn({ measured: measuredOf({ sendError: packed(15, 15, 15, 15, 15) }), p99Ms: 20 })).toEqual(
      [
        'the generator was up to 15.0 ms late itself (99 %), which is part of the latency; the service time is free of it',
      ],
    );
    expect(
      remarksOn({ measured: measuredOf({ sendError: packed(15, 15, 15, 15, 15) }), p99Ms: 200 }),
    ).toEqual([]);
    expect(
      remarksOn({ measured: measuredOf({ sendError: packed(0.5, 0.5, 0.5, 0.5, 0.5) }), p99Ms: 1 }),
    ).toEqual([]);
  });
});

describe('a second that is shown', () => {
  const tally = { answered: 9, errors: 1, statuses: { 200: 8, 999: 1 } };
  const live = (number: number) => ({ number, answered: 5, latency: packed(1, 2, 3), tally, inFlight: 2 });

  test('is whole once all workers have told of it', () => {
    const view = new LiveView(planOf({ load: open(10, 5000), warmUpMs: 2000 }), 2);
    expect(view.take(live(-1))).toBeUndefined();
    expect(view.take(live(0))).toBeUndefined();
    expect(view.take(live(0))).toMatchObject({
      elapsedMs: 3000,
      totalMs: 7000,
      isWarmUp: false,
      perSecond: 10,
      inFlight: 4,
      errors: 2,
      statuses: { '200/OK': 16, other: 2 },
    });
    // The other worker was held up, and the second is over.
    expect(view.take(live(-1))).toBeUndefined();
  });
});
