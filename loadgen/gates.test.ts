import { describe, expect, test } from 'vitest';
import { Histogram } from './histogram.ts';
import { errorsOf, judgeGates } from './judge-gates.ts';
import { measuredOf } from './golden/measured.ts';
import { parseGate } from './parse-gate.ts';

describe('a gate', () => {
  test.each([
    ['p99 <= 20ms', { kind: 'latency', of: 'all', at: { percentile: 99 } }, '<=', 20],
    [' p99.9<1.5s ', { kind: 'latency', of: 'all', at: { percentile: 99.9 } }, '<', 1500],
    ['send p50 <= 500us', { kind: 'latency', of: 'send', at: { percentile: 50 } }, '<=', 0.5],
    ['service max < 2 s', { kind: 'latency', of: 'service', at: 'max' }, '<', 2000],
    ['rate >= 5000/s', { kind: 'rate' }, '>=', 5000],
    ['rate > 600/min', { kind: 'rate' }, '>', 10],
    ['errors == 0', { kind: 'errors', as: 'count' }, '==', 0],
    ['errors <= 0.1%', { kind: 'errors', as: 'percent' }, '<=', 0.1],
    ['426 <= 5 %', { kind: 'status', code: 426, as: 'percent' }, '<=', 5],
  ])('%j is read', (...[text, figure, operator, value]) => {
    expect(parseGate(text)).toEqual({ kind: 'gate', gate: { text: text.trim(), figure, operator, value } });
  });

  test.each([
    ['fast', 'no comparison; write something like p99 <= 20ms, rate >= 5000/s, errors == 0, or 426 <= 1%'],
    ['p99 = 20ms', '= is no comparison; there are <= >= == < >'],
    ['p99 =< 20ms', '=< is no comparison; there are <= >= == < >'],
    ['p101 <= 1ms', /^there is no figure "p101"; there are p50, /],
    ['eror == 0', 'there is no figure "eror"; did you mean errors?'],
    ['login p99 <= 1ms', /^there is no figure "login p99"; /],
    ['p99 <= 20', '"20" is no bound for p99; write a time with its unit, such as 500us, 20ms or 1.5s'],
    ['rate >= 5ms', '"5ms" is no bound for rate; write a number a second, such as 5000/s'],
    ['errors == none', /^"none" is no bound for errors; /],
    ['errors == -1', /^"-1" is no bound for errors; /],
    ['p99 <=', '"" is no bound for p99; write a time with its unit, such as 500us, 20ms or 1.5s'],
  ])('%j is refused, with what would do', (text, why) => {
    const parsed = parseGate(text);
    if (parsed.kind === 'gate') throw new Error('it was read');
    if (typeof why === 'string') expect(parsed.why).toBe(why);
    else expect(parsed.why).toMatch(why);
  });
});

describe('what was measured', () => {
  const latency = new Histogram();
  for (let ms = 1; ms <= 100; ms += 1) latency.record(ms * 1000);
  const measured = measuredOf({
    commands: [
      {
        kind: 'send',
        sent: 104,
        answered: 102,
        unexpected: 2,
        lost: 1,
        unanswered: 1,
        latency: latency.pack(),
      },
      { kind: 'poll', sent: 0, answered: 0, statuses: {} },
    ],
    statuses: { 200: 100, 426: 2 },
    unsent: 3,
    unasked: 1,
  });
  const judged = (text: string) => {
    const parsed = parseGate(text);
    if (parsed.kind === 'problem') throw new Error(parsed.why);
    const [result] = judgeGates([parsed.gate], { measured, ratePerSecond: 51.26 });
    return [result?.actual, result?.kept];
  };

  test.each([
    ['p50 <= 51ms', '50.0 ms', true],
    ['p50 < 49ms', '50.0 ms', false],
    ['p99 < 98ms', '99.0 ms', false],
    ['max <= 100ms', '100.0 ms', true],
    ['min >= 1ms', '1.00 ms', true],
    ['mean == 50.5ms', '50.5 ms', true],
    ['send p100 > 99ms', '100.0 ms', true],
    ['rate >= 51/s', '51.3/s', true],
    ['errors == 8', '8', true],
    ['errors <= 7%', '7.477 %', false],
    ['426 == 2', '2', true],
    ['426 < 2%', '1.961 %', true],
    ['401 == 0', '0', true],
  ])('against %j', (text, actual, kept) => {
    expect(judged(text)).toEqual([actual, kept]);
  });

  test('keeps no gate about what was not measured', () => {
    expect(judged('poll p99 <= 10s')).toEqual(['nothing measured', false]);
    expect(judged('delete max <= 10s')).toEqual(['nothing measured', false]);
  });

  test('has as errors all that is not as it should be', () => {
    expect(errorsOf(measured)).toBe(2 + 1 + 1 + 3 + 1);
  });
});
