import { describe, expect, test } from 'vitest';
import { applyBaseline } from './apply-baseline.ts';
import { baselineOf, resultOf, runOf } from './golden/baselines.ts';
import type { RunResult, Verdict } from './result.ts';

const COLONS = '- { case: send/content/colons, reason: Splits., issue: https://example.org/12 }\n';

function verdicts({ results }: RunResult): Verdict[] {
  return results.map(({ verdict }) => verdict);
}

describe('a finding that an entry names', () => {
  test.each(['fail', 'warn', 'flaky'] as const)('of verdict %s is known, with its reason and link', (was) => {
    const run = applyBaseline(runOf([resultOf('send/content/colons', was)]), baselineOf(COLONS));
    expect(run.results[0]).toMatchObject({
      verdict: 'known',
      known: { was, reason: 'Splits.', issue: 'https://example.org/12' },
      findings: [{ clause: 'M7' }],
    });
    expect(run).toMatchObject({ verdict: 'conformant', counts: { known: 1, [was]: 0 } });
    expect(run.baseline).toEqual({ file: 'known.yaml', entries: 1, stale: [] });
  });

  test.each(['pass', 'observed', 'skipped', 'blocked', 'not-observable', 'error'] as const)(
    'is no finding when it is %s',
    (verdict) => {
      const run = applyBaseline(runOf([resultOf('send/content/colons', verdict)]), baselineOf(COLONS));
      expect(verdicts(run)).toEqual([verdict]);
    },
  );

  test.each(['send', 'send/content', 'send/**/colons', 'M7', 'm7', '**'])('may be meant by %s', (pattern) => {
    const entry = `- { case: '${pattern}', reason: x }`;
    const run = applyBaseline(runOf([resultOf('send/content/colons', 'fail')]), baselineOf(entry));
    expect(verdicts(run)).toEqual(['known']);
  });

  test('may go by a former id', () => {
    const run = applyBaseline(
      runOf([resultOf('send/ok', 'fail')]),
      baselineOf('- { case: send/plain, reason: x }'),
    );
    expect(verdicts(run)).toEqual(['known']);
    expect(run.baseline?.stale).toEqual([]);
  });

  test('may be one of the whole run', () => {
    const run = applyBaseline(
      runOf([resultOf('run/status-lines', 'fail')]),
      baselineOf('- { case: run/status-lines, reason: x }'),
    );
    expect(verdicts(run)).toEqual(['known']);
  });

  test('counts up to its last day', () => {
    const found = runOf([resultOf('send/ok', 'fail')]);
    const until = (date: string): RunResult =>
      applyBaseline(found, baselineOf(`- { case: send/ok, reason: x, expires: ${date} }`));
    expect(verdicts(until('2026-03-14'))).toEqual(['known']);
    expect(verdicts(until('2026-03-13'))).toEqual(['fail']);
    expect(until('2026-03-13')).toMatchObject({ verdict: 'not-conformant', counts: { fail: 1 } });
  });

  test('stays a finding where no entry names it', () => {
    const run = applyBaseline(
      runOf([resultOf('send/content/colons', 'fail'), resultOf('send/content/quotes', 'fail')]),
      baselineOf(COLONS),
    );
    expect(verdicts(run)).toEqual(['known', 'fail']);
    expect(run.verdict).toBe('not-conformant');
  });
});

test('what the preflight finds cannot be known: it is about the whole target', () => {
  const baseline = baselineOf("- { case: preflight, reason: x }\n- { case: '**', reason: x }");
  const run = applyBaseline(runOf([resultOf('preflight/protocol', 'fail')]), baseline);
  expect(verdicts(run)).toEqual(['fail']);
  expect(run.baseline?.stale).toMatchObject([{ line: 1, why: 'no-case' }]);
});

test('a baseline takes the place of the one before', () => {
  const found = runOf([resultOf('send/content/colons', 'fail'), resultOf('send/ok', 'pass')]);
  const once = applyBaseline(found, baselineOf(COLONS));
  expect(applyBaseline(once, baselineOf(COLONS))).toEqual(once);
  expect(applyBaseline(once, baselineOf('[]')).results).toEqual(found.results);
});

describe('an entry', () => {
  const stale = (text: string, ...results: [string, Verdict][]): string[] => {
    const run = runOf(results.map(([id, verdict]) => resultOf(id, verdict)));
    const told = applyBaseline(run, baselineOf(text)).baseline?.stale ?? [];
    return told.map(({ file, line, case: pattern, text: what }) => `${file}:${line}: ${pattern}: ${what}`);
  };

  test('is stale when its case ran and nothing was found', () => {
    expect(stale(`# known\n${COLONS}`, ['send/content/colons', 'pass'])).toEqual([
      'known.yaml:2: send/content/colons: the case ran and nothing was found: remove the entry',
    ]);
  });

  test('is stale when it names no case', () => {
    expect(stale('- { case: send/content/colon, reason: x }')).toEqual([
      'known.yaml:1: send/content/colon: matches no case (did you mean send/content/colons?): correct or remove the entry',
    ]);
    expect(stale('- { case: quite/another, reason: x }')).toEqual([
      'known.yaml:1: quite/another: matches no case: correct or remove the entry',
    ]);
  });

  test('is stale when it has expired, whether or not its case was asked', () => {
    const text = '- { case: send/ok, reason: x, expires: 2026-03-13 }';
    const told = [
      'known.yaml:1: send/ok: has expired on 2026-03-13: mend what it names, or give it a new date',
    ];
    expect(stale(text, ['send/ok', 'fail'])).toEqual(told);
    expect(stale(text)).toEqual(told);
  });

  test('that has expired and is mended is to be removed', () => {
    expect(stale('- { case: send/ok, reason: x, expires: 2026-03-13 }', ['send/ok', 'pass'])).toEqual([
      'known.yaml:1: send/ok: the case ran and nothing was found: remove the entry',
    ]);
  });

  test.each(['skipped', 'blocked', 'not-observable', 'error'] as const)(
    'is not stale when its case was %s',
    (verdict) => {
      expect(stale(COLONS, ['send/content/colons', verdict])).toEqual([]);
    },
  );

  test('is not stale when its case was not asked', () => {
    expect(stale(COLONS, ['login/ok', 'pass'])).toEqual([]);
    expect(stale('- { case: run/survival, reason: x }', ['preflight/protocol', 'fail'])).toEqual([]);
  });

  test('for several cases is stale when all of them were asked and nothing was found', () => {
    const text = '- { case: send/content, reason: x }';
    expect(stale(text, ['send/content/colons', 'pass'], ['send/content/quotes', 'observed'])).toEqual([
      'known.yaml:1: send/content: its cases ran (2) and nothing was found: remove the entry',
    ]);
    expect(stale(text, ['send/content/colons', 'pass'])).toEqual([]);
    expect(stale(text, ['send/content/colons', 'pass'], ['send/content/quotes', 'skipped'])).toEqual([]);
    expect(stale(text, ['send/content/colons', 'pass'], ['send/content/quotes', 'warn'])).toEqual([]);
  });

  test('for a flaky case may see it pass', () => {
    const text = '- { case: send/ok, reason: x, flaky: true }';
    expect(stale(text, ['send/ok', 'pass'])).toEqual([]);
  });
});
