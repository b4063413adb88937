import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseResult, RunResult } from '../suites/result.ts';
import { columnsOf } from './columns.ts';
import { anyResult } from './golden/any-result.ts';
import { clauses } from './golden/clauses.ts';
import { expectGolden } from './golden/golden.ts';
import {
  caseOf,
  conformant,
  empty,
  everything,
  incomplete,
  inDialect,
  interrupted,
  oneFailure,
  runOf,
  stale,
} from './golden/runs.ts';
import { terminalReport } from './terminal.ts';
import type { TerminalOptions } from './terminal.ts';

const RERUN = 'tchatator-check check --target 127.0.0.1:4242 --profile profile.yaml --only ';

function report(run: RunResult, options: Partial<TerminalOptions> = {}): string {
  return terminalReport(run, {
    chalk: new Chalk({ level: 0 }),
    width: 80,
    verbose: false,
    clauses,
    rerun: (id) => RERUN + id,
    ...options,
  });
}

describe('terminalReport', () => {
  test.each([
    ['everything', everything],
    ['one-failure', oneFailure],
    ['conformant', conformant],
    ['interrupted', interrupted],
    ['incomplete', incomplete],
    ['empty', empty],
    ['stale', stale],
    ['in-dialect', inDialect],
  ])('tells %s', (name, run) => {
    expectGolden(`${name}.txt`, report(run));
  });

  test.each([40, 120])('tells everything in %i columns', (width) => {
    expectGolden(`everything-${width}.txt`, report(everything, { width }));
  });

  test('tells everything in full when verbose', () => {
    expectGolden('everything-verbose.txt', report(everything, { verbose: true }));
  });

  test('colours what it tells', () => {
    const coloured = report(everything, { chalk: new Chalk({ level: 1 }) });
    expectGolden('everything-colours.txt', coloured.replaceAll('\u001b[', '␛['));
  });

  test.each([0, NaN, Infinity, -5])('takes a width of %d for 80', (width) => {
    expect(report(everything, { width })).toBe(report(everything));
  });

  test('keeps the command that plays a case again in one line', () => {
    const { id } = everything.results.find(({ verdict }) => verdict === 'fail') ?? caseOf({ id: 'none' });
    expect(report(everything, { width: 40 }).split('\n')).toContain(`  again       ${RERUN}${id}`);
  });

  test('shows a few ids of a group, and all of them when verbose', () => {
    const run = runOf(['a/1', 'a/2', 'a/3', 'a/4'].map((id) => caseOf({ id, verdict: 'skipped' })));
    expect(report(run)).toContain(' a/1  a/2  a/3  and 1 more\n');
    expect(report(run, { verbose: true })).toContain(' a/1  a/2  a/3  a/4\n');
  });

  test('counts a should that failed a strict run as broken', () => {
    const strict = everything.results
      .filter(({ verdict }) => verdict === 'warn')
      .map((result): CaseResult => ({ ...result, verdict: 'fail' }));
    expect(report(runOf(strict, { verdict: 'not-conformant' }))).toContain(
      '\nnot conformant: 1 should broken (T22)  1 case in ',
    );
  });

  test('counts cases where a failure names no clause', () => {
    const run = runOf([caseOf({ id: 'a/1', verdict: 'fail' })], { verdict: 'not-conformant' });
    expect(report(run)).toContain('\nnot conformant: 1 case failed  1 case in ');
  });

  test('names six broken clauses at most', () => {
    const [result] = oneFailure.results.filter(({ verdict }) => verdict === 'fail');
    const findings = ['M1', 'M2', 'M3', 'M5', 'M7', 'M8', 'M9'].flatMap((clause) =>
      (result?.findings ?? []).map((finding) => ({ ...finding, clause })),
    );
    const run = runOf([caseOf({ id: 'a/1', verdict: 'fail' }, { findings })], { verdict: 'not-conformant' });
    expect(report(run)).toContain('\nnot conformant: 7 musts broken (M1, M2, M3, M5, M7, M8, …)');
  });

  test('lets nothing through that acts on a terminal, and keeps to the width', () => {
    const results = fc.array(anyResult(), { maxLength: 6 });
    const width = fc.integer({ min: 24, max: 130 });
    fc.assert(
      fc.property(results, width, fc.boolean(), (those, columns, verbose) => {
        const entries = those.map(({ id, title, hint = '' }) => ({
          ...{ file: 'k.yaml', line: 1, case: hint, why: 'no-case' as const },
          text: id + title,
        }));
        const notes = those.map(({ title }) => title);
        const baseline = { file: those[0]?.title ?? '', entries: 2, stale: entries };
        const run = runOf(those, { notes, baseline });
        const told = report(run, { width: columns, verbose, rerun: () => 'again' });
        expect(told).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(told.split('\n').filter((line) => columnsOf(line) > columns)).toEqual([]);
      }),
    );
  });
});
