import { describe, expect, test } from 'vitest';
import { measuredOf } from './golden/measured.ts';
import { Histogram } from './histogram.ts';
import { madeUpMeasured, madeUpResult } from './golden/made-up.ts';
import { mergeMeasured, type Measured } from './measured.ts';
import { seeded } from './random.ts';
import { mergeShards, type ShardResult } from './merge-shards.ts';
import type { LoadResult, Spread } from './result.ts';

const parts = [1, 2, 3].map(madeUpMeasured);
const shards = parts.map((measured, index): ShardResult => {
  // As it comes from a file.
  const result: LoadResult = structuredClone(madeUpResult(measured, { index, of: 3 }));
  return { file: `shard-${index}.json`, result };
});

function merged(some: readonly ShardResult[]): LoadResult {
  const outcome = mergeShards(some, '1.2.3');
  if (outcome.kind === 'refused') throw new Error(outcome.reasons.join('\n'));
  return outcome.result;
}

function refusal(some: readonly ShardResult[]): readonly string[] {
  const outcome = mergeShards(some, '1.2.3');
  return outcome.kind === 'refused' ? outcome.reasons : [];
}

function changed(index: number, change: Partial<LoadResult>): ShardResult[] {
  return shards.map((shard, at) =>
    at === index ? { ...shard, result: { ...shard.result, ...change } } : shard,
  );
}

describe('shards that are merged', () => {
  const whole = madeUpResult(mergeMeasured(parts));

  test.each([
    ['in their order', shards],
    ['in another order', [shards[2], shards[0], shards[1]].flatMap((shard) => shard ?? [])],
  ])('%s are the whole: counts and percentiles exactly, means to the nanosecond', (_, some) => {
    const result = merged(some);
    expect(result).toEqual({
      ...whole,
      latency: aboutAs(whole.latency),
      service: aboutAs(whole.service),
      commands: whole.commands.map((command) => ({ ...command, latency: aboutAs(command.latency) })),
      timeline: whole.timeline.map((step) => ({ ...step, latency: aboutAs(step.latency) })),
      generator: {
        ...whole.generator,
        workers: 3,
        cpuMs: 300,
        sendError: aboutAs(whole.generator.sendError),
      },
      notes: result.notes,
    });
  });

  test('have the percentiles of what was recorded, as one process would have told them', () => {
    const random = seeded(7);
    const times = Array.from(
      { length: 30_000 },
      () => -Math.log(1 - random()) * 4000 + (random() < 0.01 ? 90_000 : 0),
    );
    const recorded = (some: readonly number[]): Measured => {
      const histogram = new Histogram();
      for (const time of some) histogram.record(time);
      const count = some.length;
      return measuredOf({
        commands: [{ sent: count, answered: count, statuses: { 200: count }, latency: histogram.pack() }],
        inTime: count,
      });
    };
    const files = [0, 1, 2].map((index): ShardResult => {
      const own = recorded(times.filter((_, at) => at % 3 === index));
      return { file: `${index}.json`, result: madeUpResult(own, { index, of: 3 }) };
    });
    const { latency, totals, ratePerSecond } = merged(files);
    const one = madeUpResult(recorded(times));
    expect({ totals, ratePerSecond }).toEqual({ totals: one.totals, ratePerSecond: one.ratePerSecond });
    expect(latency).toEqual(aboutAs(one.latency));
    const sorted = [...times].sort((a, b) => a - b);
    for (const [told, part] of [
      [latency.p50Ms, 0.5],
      [latency.p99Ms, 0.99],
      [latency.p999Ms, 0.999],
    ] as const) {
      const exact = (sorted[Math.ceil(part * times.length) - 1] ?? 0) / 1000;
      expect(Math.abs(told / exact - 1)).toBeLessThan(0.002);
    }
  });

  test('may be all there is', () => {
    const [measured] = parts;
    if (measured === undefined) throw new Error('no part');
    const alone = madeUpResult(measured);
    expect(merged([{ file: 'all.json', result: alone }]).totals).toEqual(alone.totals);
  });

  test('take the doubts, the death and the interruption of any of them', () => {
    const [, second] = shards;
    if (second === undefined) throw new Error('no second shard');
    const doubted = { ...second.result.generator, doubts: ['a worker was busy'] };
    const invalid = merged(changed(1, { verdict: 'invalid', generator: doubted }));
    expect(invalid.verdict).toBe('invalid');
    expect(invalid.generator.doubts).toEqual(['shard 1: a worker was busy']);
    const dead = merged(changed(2, { verdict: 'died', reason: 'refused', interrupted: true }));
    expect(dead).toMatchObject({ verdict: 'died', reason: 'refused', interrupted: true });
  });

  test('say when they did not begin together, or had different targets', () => {
    const { notes } = merged(
      changed(2, {
        startedAt: '2026-03-01T10:00:12.300Z',
        target: { address: '10.0.0.7:4242', kind: 'address' },
      }),
    );
    expect(notes).toContain('the shards began up to 12.3 s apart; --start-at lets them begin together');
    expect(notes).toContain('the shards had different targets: 127.0.0.1:4242, 10.0.0.7:4242');
  });

  test('say when another engine drove some of them', () => {
    const [shard] = shards;
    if (shard === undefined) throw new Error('no shard');
    const { notes } = merged(changed(1, { generator: { ...shard.result.generator, engine: 'autocannon' } }));
    expect(notes).toContain('some shards were driven by another engine than the others');
  });

  test('judge the gates of the plan on the whole', () => {
    expect(merged(shards).gates.map(({ gate, kept }) => [gate, kept])).toEqual([
      ['p99 <= 60s', true],
      ['rate >= 100/s', true],
      ['errors <= 90%', true],
    ]);
  });
});

describe('what is refused', () => {
  test('nothing at all', () => {
    expect(refusal([])).toEqual(['there is no shard to merge']);
  });

  test('missing shards', () => {
    expect(refusal(shards.slice(0, 1))).toEqual(['not all shards are there: 1/3, 2/3 are missing']);
  });

  test('a shard that is there twice', () => {
    const again = shards.map((shard) => ({ ...shard, file: `copy/${shard.file}` })).slice(1, 2);
    expect(refusal([...shards, ...again])).toEqual([
      'shard 1/3 is there 2 times: shard-1.json, copy/shard-1.json',
    ]);
  });

  test.each([3, 7])('a shard that there is not', (index) => {
    expect(refusal(changed(1, { share: { index, of: 3 } }))).toEqual([
      `shard-1.json says it is shard ${index}/3; those of n are 0/n to n-1/n`,
    ]);
  });

  test('shards of different splits', () => {
    expect(refusal(changed(1, { share: { index: 1, of: 4 } }))).toEqual([
      'these are shards of different splits: shard-0.json is 0/3, shard-1.json is 1/4, shard-2.json is 2/3',
    ]);
  });

  test('shards of different plans, seed and gates included', () => {
    const plan = { ...shards[0]?.result.plan, name: 'made-up', seed: 2, connections: 12 };
    expect(refusal(changed(1, { plan }))).toEqual([
      'the plans differ: connections is 6 in shard-0.json, 12 in shard-1.json',
      'the plans differ: seed is nothing in shard-0.json, 2 in shard-1.json',
    ]);
  });

  test('histograms that were changed', () => {
    const latency: Spread = { ...madeUpResult(madeUpMeasured(9)).latency, hdr: 'SGlzdG9ncmFt' };
    const [{ result } = { result: undefined }] = shards;
    const [command] = result?.commands ?? [];
    if (command === undefined) throw new Error('no command');
    const [reason, ...others] = refusal(changed(0, { commands: [{ ...command, latency }] }));
    expect(reason).toMatch(/^shard-0\.json: /);
    expect(others).toEqual([]);
    const miscounted = { ...command, latency: { ...command.latency, count: command.latency.count + 1 } };
    expect(refusal(changed(0, { commands: [miscounted] }))[0]).toMatch(
      /^shard-0\.json: a histogram holds \d+ times, and the count beside it is \d+$/,
    );
  });
});

/** Sums of rounded means differ behind the nanosecond. */
function aboutAs({ meanMs, ...exact }: Spread): unknown {
  const close: unknown = expect.closeTo(meanMs, 5);
  return { ...exact, meanMs: close };
}
