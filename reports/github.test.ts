import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../suites/result.ts';
import { githubReport } from './github.ts';
import { anyResult } from './golden/any-result.ts';
import { clauses } from './golden/clauses.ts';
import { everyVerdict } from './golden/every-verdict.ts';
import { expectGolden } from './golden/golden.ts';
import { caseOf, conformant, oneFailure, runOf, stale } from './golden/runs.ts';
import { printable } from './printable.ts';

function report(run: RunResult): string {
  return githubReport(run, { clauses, rerun: (id) => `tchatator-check check --only ${id}` });
}

/** What the runner of GitHub Actions makes of a line: it ends a property at a comma or colons, and undoes escapes. */
function parsed(line: string): { level: string; title: string; message: string } | undefined {
  const [, level, title, message] = /^::(error|warning|notice) title=([^,:]*)::(.*)$/.exec(line) ?? [];
  if (level === undefined || title === undefined || message === undefined) return undefined;
  const undone = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return { level, title: undone(title), message: undone(message) };
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

describe('githubReport', () => {
  test.each([
    ['every-verdict', everyVerdict],
    ['conformant', conformant],
    ['stale', stale],
  ])('tells %s', (name, run) => {
    expectGolden(`github-${name}.txt`, report(run));
  });

  test('is undone by the runner to what it was', () => {
    const finding = { clause: 'M7', level: 'must', sent: '', received: '' } as const;
    const actual = '100% :: done, a:b %0A\r\n::set-output name=x::y';
    const run = runOf([
      caseOf({ id: 'a/1,b:c', verdict: 'fail' }, { findings: [{ ...finding, expected: ['%25'], actual }] }),
    ]);
    expect(linesOf(report(run)).map(parsed)[0]).toEqual({
      level: 'error',
      title: 'M7 a/1,b:c',
      message: [
        'A case',
        `M7 must: ${clauses.get('M7')?.text ?? ''}`,
        'expected  %25',
        'actual    100% :: done, a:b %0A\\r\\n::set-output name=x::y',
        'tchatator-check check --only a/1,b:c',
      ].join('\n'),
    });
  });

  test.each([
    [10, 10],
    [11, 10],
    [200, 10],
  ])('of %i failures makes %i annotations, of which the last names the rest', (failures, annotated) => {
    const [failed] = oneFailure.results.filter(({ verdict }) => verdict === 'fail');
    const many = Array.from({ length: failures }, (_, index) => ({
      ...caseOf({ ...failed, id: `a/${index}` }),
    }));
    const lines = linesOf(
      report(runOf([...many, ...many.map((each) => ({ ...each, verdict: 'warn' as const }))])),
    );
    const told = lines.map(parsed);
    expect(told.filter((each) => each?.level === 'error')).toHaveLength(annotated);
    expect(told.filter((each) => each?.level === 'warning')).toHaveLength(annotated);
    const last = told[annotated - 1];
    const rest = Array.from({ length: failures }, (_, index) => `a/${index}`).slice(9);
    if (failures === 10) expect(last?.title).toBe('M7 a/9');
    if (failures === 11)
      expect(last).toEqual({ level: 'error', title: '2 further cases', message: rest.join('\n') });
    if (failures === 200) expect(last?.message).toBe([...rest.slice(0, 50), 'and 141 more'].join('\n'));
  });

  test('is nothing but such commands, whatever a server may send', () => {
    fc.assert(
      fc.property(fc.array(anyResult(), { maxLength: 5 }), (those) => {
        const lines = linesOf(report(runOf(those)));
        const told = lines.map(parsed);
        expect(told).not.toContain(undefined);
        expect(lines.join('')).toBe(printable(lines.join('')));
        const errors = those.filter(({ verdict }) => ['error', 'fail', 'flaky'].includes(verdict));
        expect(told.filter((each) => each?.level === 'error')).toHaveLength(errors.length);
      }),
    );
  });
});
