import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { faultList, type ListedFault } from './fault-list.ts';
import { expectGolden } from './golden/golden.ts';

const faults: readonly ListedFault[] = [
  { name: 'ban-without-effect', clauses: ['L5', 'B6'], text: 'A ban changes nothing.' },
  {
    name: 'length-in-bytes',
    clauses: ['M3'],
    text: 'The length of a message counts its bytes and not its characters, so that accents cut it short.',
  },
];

test.each([40, 80, 120])('a list of faults in %i columns', (width) => {
  expectGolden(`faults-${width}.txt`, faultList('fault', faults, { chalk: new Chalk({ level: 0 }), width }));
});

test('an empty list says so', () => {
  const page = { chalk: new Chalk({ level: 0 }), width: 80 };
  expect(faultList('variant', [], page)).toBe('0 variants\n');
});
