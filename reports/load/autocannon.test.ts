import autocannon from 'autocannon';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { LoadResult } from '../../loadgen/result.ts';
import { autocannonReport, autocannonResult } from './autocannon.ts';
import { expectGolden } from './golden/golden.ts';
import { measured, steps } from './golden/measured.ts';
import { summaryReport } from './summary.ts';

describe('a load run in the schema of autocannon', () => {
  test('is told word for word', () => {
    expectGolden('autocannon.json', autocannonReport(measured));
  });

  test('has every field that autocannon itself writes, and each of the same type', async () => {
    const own = await new Promise<autocannon.Result>((resolve, reject) => {
      const options = { url: 'http://127.0.0.1', duration: 1000, sampleInt: 10, setupClient: leaveAlone };
      const instance = autocannon(options, (error: unknown, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result);
      });
      setImmediate(() => instance.stop());
    });
    expect({ shape: shapeOf(autocannonResult(measured)) }).toMatchObject({ shape: shapeOf(own) });
  });

  test('counts by code and class; what is none of the five is a mismatch', () => {
    expect(autocannonResult(measured)).toMatchObject({
      '2xx': 2900,
      '4xx': 60,
      non2xx: 63,
      mismatches: 3,
      errors: 12,
      timeouts: 4,
      statusCodeStats: { 200: { count: 2900 }, 426: { count: 60 } },
      requests: { sent: 2970, total: 2963 },
    });
  });

  test('has rates of whole steps only: the rest of a second, and answers behind the end, would lower them', () => {
    const { requests, throughput, samples } = autocannonResult({
      ...measured,
      timeline: steps([1000, 1200, 800, 5]),
      durationMs: 3000,
    });
    expect(samples).toBe(3);
    expect(requests).toMatchObject({
      average: 1000,
      mean: 1000,
      min: 800,
      max: 1200,
      p50: 1000,
      stddev: 163.299,
    });
    expect(throughput).toMatchObject({ average: 32_000, min: 25_600, max: 38_400, total: 96_160 });
  });

  test('of nothing has zeros', () => {
    const nothing: LoadResult = {
      ...measured,
      timeline: [],
      totals: { ...measured.totals, sent: 0, answered: 0, statuses: {} },
      latency: { ...measured.latency, count: 0, minMs: 0, meanMs: 0, maxMs: 0 },
    };
    const { latency, requests } = autocannonResult(nothing);
    expect(latency).toMatchObject({ p50: 0, p99: 0, max: 0, stddev: 0, totalCount: 0 });
    expect(requests).toMatchObject({ average: 0, min: 0, p50: 0, sent: 0 });
    expect(() =>
      autocannon.printResult(autocannonResult(nothing), { outputStream: new PassThrough() }),
    ).not.toThrow();
  });
});

test('its summary is that of autocannon, word for word', () => {
  expectGolden('summary.txt', summaryReport(measured));
});

/** It would connect, and nobody listens there. */
function leaveAlone(client: autocannon.Client): void {
  Object.assign(client, { _connect: () => undefined, _destroyConnection: () => undefined });
}

/** Names and types, groups within groups; the codes that came are no part of a shape, nor what is not there. */
function shapeOf(value: unknown): unknown {
  if (value instanceof Date) return 'date';
  if (typeof value !== 'object' || value === null) return typeof value;
  const fields = Object.entries(value).filter(
    ([name, field]) => name !== 'statusCodeStats' && name !== 'title' && field !== undefined,
  );
  return Object.fromEntries(fields.map(([name, field]) => [name, shapeOf(field)]));
}
