import { test } from 'vitest';
import { loadSpec } from '../spec/load.ts';
import { checkSpec } from '../spec/check.ts';
import { expand } from './expand.ts';
test('x', () => {
  const s = loadSpec();
  if (s.kind === 'problems') { console.log(s.problems); return; }
  const cases = expand(s.spec);
  console.log(cases.length);
  for (const p of checkSpec(s.spec, cases)) console.log(`${p.file}:${p.line} ${p.message} -- ${p.cure}`);
});
