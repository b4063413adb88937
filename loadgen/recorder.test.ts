import { describe, expect, test } from 'vitest';
import type { Measured } from './measured.ts';
import { Pending } from './pending.ts';
import { Recorder } from './recorder.ts';
import { stepMsFor, type Span } from './time-line.ts';

const SPAN: Span = { startMs: 1000, fromMs: 2000, toMs: 5000, stepMs: 1000 };
const OWN = { reconnects: 0, eventLoopUse: [0] };

/** Sends and answers one command a step: when it was meant to leave, left, and was answered, and how. */
function recorded(
  commands: readonly [number, number, number, number][],
  { span = SPAN, isOpen = true } = {},
): Measured {
  const recorder = new Recorder({ isOpen, expect: [200] });
  recorder.begin(span);
  const pending = new Pending();
  for (const [intendedMs, sentMs, answeredMs, code] of commands) {
    pending.add(intendedMs);
    recorder.sent('send', pending, sentMs);
    pending.send('send', sentMs);
    recorder.answered(pending, code, answeredMs);
    pending.answer();
  }
  return recorder.measured(OWN);
}

describe('a recorder', () => {
  test('counts what was meant to leave in the measured time, whenever it is answered', () => {
    const [command] = recorded([
      [1500, 1500, 2100, 200],
      [2000, 2010, 2020, 200],
      [4999, 4999, 9000, 200],
      [5000, 5000, 5001, 200],
    ]).commands;
    expect(command).toMatchObject({ kind: 'send', sent: 2, answered: 2, statuses: { 200: 2 } });
    expect(command?.latency).toMatchObject({ minUs: 20_000, maxUs: 4_001_000 });
  });

  test('tells service time beside latency in an open loop, and the same in a closed one', () => {
    const late = [[2000, 2600, 2900, 200]] as [number, number, number, number][];
    expect(recorded(late).service).toMatchObject({ maxUs: 300_000 });
    expect(recorded(late, { isOpen: false }).service).toMatchObject({ maxUs: 900_000 });
  });

  test('takes the rate from answers that came in time, whenever they were asked for', () => {
    const answered = [1999, 2000, 4999, 5000].map((ms): [number, number, number, number] => [
      1900,
      1900,
      ms,
      200,
    ]);
    expect(recorded(answered).inTime).toBe(2);
  });

  test('keeps unexpected answers out of latencies and the rate', () => {
    const measured = recorded([
      [2000, 2000, 2001, 426],
      [2000, 2000, 2002, 700],
    ]);
    expect(measured.commands[0]).toMatchObject({ answered: 2, unexpected: 2, statuses: { 426: 1, 700: 1 } });
    expect(measured.commands[0]?.latency.counts).toEqual([]);
    expect(measured.inTime).toBe(0);
  });

  test('takes down what is not answered, not sent, or not asked for', () => {
    const recorder = new Recorder({ isOpen: true, expect: [200] });
    recorder.begin(SPAN);
    const pending = new Pending();
    for (const how of ['lost', 'unanswered', 'unanswered'] as const) {
      pending.add(2500);
      recorder.sent('poll', pending, 2500);
      pending.send('poll', 2500);
      recorder.gone(how, pending);
      pending.answer();
    }
    recorder.unsent(2600);
    recorder.unasked();
    for (let n = 0; n < 20; n += 1) recorder.because(`reason ${n % 10}`);
    const measured = recorder.measured(OWN);
    expect(measured.commands).toMatchObject([{ kind: 'poll', sent: 3, lost: 1, unanswered: 2, answered: 0 }]);
    expect(measured).toMatchObject({ unsent: 1, unasked: 1 });
    expect(measured.reasons).toHaveLength(8);
    expect(measured.steps.map(({ errors }) => errors)).toEqual([5]);
  });
});

describe('the time line', () => {
  test('puts answers where they came, and has a step for each second, empty ones too', () => {
    const { steps } = recorded([
      [1200, 1200, 1300, 200],
      [2000, 2000, 2100, 200],
      [2200, 2200, 4300, 200],
      [4900, 4900, 6100, 200],
    ]);
    expect(steps.map(({ number, sent, answered }) => [number, sent, answered])).toEqual([
      [0, 2, 1],
      [1, 0, 0],
      [2, 1, 1],
      // Behind the end, where answers were still waited for.
      [4, 0, 1],
    ]);
  });

  test('counts bytes when they come, those before the beginning for nothing', () => {
    const recorder = new Recorder({ isOpen: false, expect: [200] });
    recorder.received(1000, 1500);
    recorder.begin(SPAN);
    for (const ms of [1999, 2000, 2500, 3000]) recorder.received(ms, ms);
    expect(recorder.measured(OWN).steps.map(({ receivedBytes }) => receivedBytes)).toEqual([4500, 3000]);
  });

  test('has longer steps in a longer run, 300 at most', () => {
    expect([1000, 10_000, 300_000, 301_000, 3_600_000].map(stepMsFor)).toEqual([
      1000, 1000, 1000, 2000, 12_000,
    ]);
    const span = { startMs: 0, fromMs: 0, toMs: 8000, stepMs: 3000 };
    const each = [500, 2500, 3500, 7000].map((ms): [number, number, number, number] => [ms, ms, ms, 200]);
    expect(recorded(each, { span }).steps.map(({ number, answered }) => [number, answered])).toEqual([
      [0, 2],
      [1, 1],
      [2, 1],
    ]);
  });

  test('tells of each second once it is over, the warm-up included', () => {
    const recorder = new Recorder({ isOpen: false, expect: [200] });
    recorder.begin(SPAN);
    expect(recorder.live(1500, 0)).toBeUndefined();
    expect(recorder.live(2000, 3)).toMatchObject({ number: -1, answered: 0, inFlight: 3 });
    expect(recorder.live(2001, 3)).toBeUndefined();
    expect(recorder.live(4100, 0)).toMatchObject({ number: 1 });
  });
});
