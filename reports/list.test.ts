import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { expectGolden } from './golden/golden.ts';
import { caseList, clauseList } from './list.ts';
import type { ListedCase, ListedClause } from './list.ts';

const cases: readonly ListedCase[] = [
  { id: 'login/valid', title: 'LOGIN with a valid token', clauses: ['L1'], level: 'must' },
  {
    id: 'login/tokens/prefix',
    title: 'LOGIN with the beginning of a token',
    clauses: ['L3', 'L2'],
    level: 'must',
  },
  {
    id: 'login/tokens/other-case',
    title: 'LOGIN with a token in another case',
    clauses: ['L3'],
    level: 'must',
  },
  {
    id: 'send/content/colons',
    title: 'Content with colons arrives unchanged',
    clauses: ['M7', 'T2'],
    level: 'must',
  },
  {
    id: 'send/length/longer-than-content',
    title:
      'A length longer than the content is never answered 200, at the latest when the client half-closes',
    clauses: ['M5', 'S1'],
    level: 'should',
  },
  { id: 'send/content/empty', title: 'Empty content', clauses: ['M12'], level: 'may' },
];

const clauses: readonly ListedClause[] = [
  {
    id: 'T2',
    level: 'must',
    from: 'implied',
    text: 'The key of a parameter ends at the first colon of its line.',
  },
  {
    id: 'T6',
    level: 'may',
    from: 'open',
    text: 'Which data lines a response carries beside those the clauses ask for is left to the server.',
    excluded: 'nothing follows from it',
  },
  { id: 'L3', level: 'must', from: 'stated', text: 'Tokens match whole and exactly.' },
  { id: 'M5', level: 'should', from: 'advised', text: 'A length shorter than the content is malformed.' },
  {
    id: 'M12',
    level: 'may',
    from: 'open',
    text: 'Oneself as recipient and empty content are left to the server.',
  },
];

function page(width: number, level: 0 | 1 = 0): { chalk: InstanceType<typeof Chalk>; width: number } {
  return { chalk: new Chalk({ level }), width };
}

describe.each([40, 80, 120])('in %i columns', (width) => {
  test('lists cases by folder', () => {
    expectGolden(`cases-${width}.txt`, caseList(cases, page(width)));
  });

  test('lists clauses by section', () => {
    expectGolden(`clauses-${width}.txt`, clauseList(clauses, cases, page(width)));
  });
});

test('colours levels', () => {
  const coloured = caseList(cases, page(80, 1)) + clauseList(clauses, cases, page(80, 1));
  expectGolden('lists-colours.txt', coloured.replaceAll('\u001b[', '␛['));
});

test('says so when there is nothing', () => {
  expect(caseList([], page(80))).toBe('0 cases: 0 must, 0 should, 0 may\n');
  expect(clauseList([], [], page(80))).toBe('0 clauses: 0 must, 0 should, 0 may\n');
});

test('lets no control through', () => {
  const hostile = {
    id: 'a\u001b[2J/b',
    title: '\u009b2J\u0007',
    clauses: ['\u001b'],
    level: 'must',
  } as const;
  expect(caseList([hostile], page(80))).not.toMatch(/(?!\n)\p{Cc}/u);
});
