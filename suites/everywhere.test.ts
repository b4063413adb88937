import { expect, test } from 'vitest';
import { createMask } from '../wire/mask.ts';
import { EverywhereRules } from './everywhere.ts';
import { SPEC } from './golden/records.ts';

const IN_ORDER = { misspelled: [], garbage: [], unasked: [] };

function rules(): EverywhereRules {
  return new EverywhereRules(createMask(new Map([['secret-token', 'token of 3']])));
}

test('each rule passes when nothing broke it, though no case was played', () => {
  const unused = rules();
  const used = rules();
  used.note('login/ok', IN_ORDER);
  for (const each of [unused, used]) {
    expect(each.results(SPEC.clauses).map(({ id, verdict, findings }) => [id, verdict, findings])).toEqual([
      ['run/status-lines', 'pass', []],
      ['run/data-lines', 'pass', []],
      ['run/one-response', 'pass', []],
    ]);
  }
});

test('each rule is broken on its own, and told once with what broke it', () => {
  const broken = rules();
  broken.note('login/ok', { ...IN_ORDER, misspelled: ['200/Ok', '200/Ok'] });
  broken.note('send/ok', { ...IN_ORDER, misspelled: ['200/ok'], garbage: ['hello'] });
  broken.note('poll/ends', { ...IN_ORDER, misspelled: ['200/Ok'] });
  const told = broken.results(SPEC.clauses).map(({ verdict, findings }) => [verdict, findings[0]?.actual]);
  expect(told).toEqual([
    ['fail', '"200/Ok", "200/ok" in 3 cases, first in login/ok'],
    ['fail', '"hello" in send/ok'],
    ['pass', undefined],
  ]);
});

test('a response that nobody asked for is a finding', () => {
  const broken = rules();
  broken.note('login/ok', { ...IN_ORDER, unasked: ['200/OK'] });
  expect(broken.results(SPEC.clauses)[2]).toMatchObject({
    verdict: 'fail',
    level: 'must',
    findings: [{ clause: 'T26', expected: ['one response to each command'], actual: '"200/OK" in login/ok' }],
  });
});

test('of many lines a few are told, and no token', () => {
  const broken = rules();
  const lines = Array.from({ length: 9 }, (_, index) => `debug ${index}: secret-token`);
  broken.note('login/ok', { ...IN_ORDER, garbage: lines });
  const actual = broken.results(SPEC.clauses)[1]?.findings[0]?.actual ?? '';
  expect(actual.match(/debug \d: <token of 3>/g)).toHaveLength(5);
  expect(actual).not.toContain('secret-token');
});
