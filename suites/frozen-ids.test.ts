import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSpec } from '../spec/load.ts';
import type { Case } from './case.ts';
import { expand } from './expand.ts';

const golden = new URL('golden/case-ids.txt', import.meta.url);
const cases = allCases();
/** What selects a case, former ids included, by the bytes of its letters so that every machine sorts alike. */
const ids = cases.flatMap(({ id, aliases }) => [id, ...aliases]).sort();
if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, ids.map((id) => `${id}\n`).join(''));
const frozen = readFileSync(golden, 'utf8').trimEnd().split('\n');

const REGENERATE = 'UPDATE_GOLDEN=1 npx vitest run suites/frozen-ids.test.ts';

test('no id is lost', () => {
  const lost = frozen.filter((id) => !ids.includes(id));
  expect(
    lost,
    `people have these ids in scripts and in lists of known failures: give a renamed case its former id in "aliases"; ` +
      `if a case is to go for good, say so in CHANGELOG.md and run ${REGENERATE}`,
  ).toEqual([]);
});

test('a new id is written down, since from then on it stays', () => {
  const fresh = ids.filter((id) => !frozen.includes(id));
  expect(fresh, `when you are content with the names of these cases, run ${REGENERATE}`).toEqual([]);
});

test('an id means one case', () => {
  expect(ids.filter((id, index) => ids[index + 1] === id)).toEqual([]);
  expect(frozen).toEqual([...frozen].sort());
});

test('there are as many cases as the suite is known for', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
  expect(cases.filter(({ file }) => file.startsWith('cases/')).length).toBeGreaterThanOrEqual(100);
});

function allCases(): Case[] {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return expand(loaded.spec);
}
