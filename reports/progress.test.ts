import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { RunEvent, Verdict } from '../suites/result.ts';
import { columnsOf } from './columns.ts';
import { caseOf } from './golden/runs.ts';
import { createProgress } from './progress.ts';
import type { Progress, ProgressOptions } from './progress.ts';

const CLEAR = '\r\u001b[K';

function progress(options: Partial<ProgressOptions> = {}): Progress {
  return createProgress({
    chalk: new Chalk({ level: 0 }),
    width: 60,
    mode: 'live',
    now: clock(1000),
    ...options,
  });
}

/** A clock that goes on by so much each time it is read. */
function clock(stepMs: number): () => number {
  let nowMs = 0;
  return () => (nowMs += stepMs);
}

const plan: RunEvent = { kind: 'plan', total: 231, text: '231 cases, about 3 minutes' };
const started: RunEvent = { kind: 'case-started', id: 'send/content/colons' };

function ended(verdict: Verdict, done = 57): RunEvent {
  const result = caseOf({
    id: 'send/content/colons',
    title: 'Content with colons arrives unchanged',
    verdict,
  });
  return { kind: 'case-ended', result, done, total: 231 };
}

describe('live', () => {
  test('tells the plan, then rewrites one line', () => {
    const { event, end } = progress();
    expect(event(plan)).toBe(`${CLEAR}231 cases, about 3 minutes\n[  0/231]`);
    expect(event(started)).toBe(`${CLEAR}[  0/231]  send/content/colons`);
    expect(event(ended('pass'))).toBe(`${CLEAR}[ 57/231]  send/content/colons`);
    expect(end()).toBe(CLEAR);
  });

  test('tells of a finding at once, above the line', () => {
    const { event } = progress();
    event(started);
    const told = [event(ended('fail')), event(ended('warn')), event(ended('error')), event(ended('fail'))];
    expect(told).toEqual([
      `${CLEAR}FAIL   send/content/colons  Content with colons arrives…\n[ 57/231]  send/content/colons  1 failed`,
      `${CLEAR}WARN   send/content/colons  Content with colons arrives…\n[ 57/231]  send/content/colons  1 failed`,
      `${CLEAR}ERROR  send/content/colons  Content with colons arrives…\n[ 57/231]  send/content/colons  1 failed  1 suite error`,
      `${CLEAR}FAIL   send/content/colons  Content with colons arrives…\n[ 57/231]  send/content/colons  2 failed  1 suite error`,
    ]);
  });

  test('says what it waits for', () => {
    const waiting: RunEvent = { kind: 'waiting', forMs: 61_000, why: 'the minute of the rate limit' };
    expect(progress().event(waiting)).toBe(`${CLEAR}[0/0]  waiting 1 min 01 s: the minute of the rate limit`);
  });

  test('draws no more often than anyone can see, but a finding at once', () => {
    const { event } = progress({ now: clock(20) });
    expect(event(plan)).not.toBe('');
    expect([event(started), event(ended('pass')), event(started)]).toEqual([
      '',
      '',
      `${CLEAR}[ 57/231]  send/content/colons`,
    ]);
    expect(event(ended('fail'))).not.toBe('');
  });

  test.each([24, 30, 40])('keeps to %i columns and leaves the last one free', (width) => {
    const { event } = progress({ width });
    event(ended('fail'));
    const line = event({ kind: 'case-started', id: 'a/very/long/id/that/goes/on/and/on' }).slice(
      CLEAR.length,
    );
    expect(columnsOf(line)).toBeLessThan(width);
    expect(line).toContain('1 failed');
  });

  test('lets no control through', () => {
    const { event } = progress();
    const told = [
      event({ kind: 'plan', total: 1, text: 'a\u001b[2Jb' }),
      event({ kind: 'case-started', id: 'a\u001b[2Jb' }),
      event({ kind: 'waiting', forMs: 1, why: 'a\u001b[2Jb' }),
    ];
    for (const text of told) {
      expect(text).toContain('a\\x1B[2Jb');
      expect(text).not.toContain('\u001b[2J');
    }
  });
});

describe('plain', () => {
  test('tells the plan, findings and long waits, and nothing of what passes', () => {
    const { event, end } = progress({ mode: 'plain' });
    const told = [
      event(plan),
      event(started),
      event(ended('pass')),
      event(ended('fail')),
      event({ kind: 'waiting', forMs: 4000, why: 'a quiet gap' }),
      event({ kind: 'waiting', forMs: 61_000, why: 'the minute of the rate limit' }),
      event(ended('blocked')),
      end(),
    ];
    expect(told).toEqual([
      '231 cases, about 3 minutes\n',
      '',
      '',
      'FAIL   send/content/colons  Content with colons arrives…\n',
      '',
      'waiting 1 min 01 s: the minute of the rate limit\n',
      '',
      '',
    ]);
  });

  test('tells every 50 cases how far it is, but not at the end', () => {
    const { event } = progress({ mode: 'plain' });
    expect(event(ended('pass', 50))).toBe('50 of 231\n');
    expect(event(ended('fail', 100))).toBe(
      'FAIL   send/content/colons  Content with colons arrives…\n100 of 231, 1 failed\n',
    );
    expect(event({ kind: 'case-ended', result: caseOf({ id: 'a/1' }), done: 150, total: 150 })).toBe('');
  });
});
