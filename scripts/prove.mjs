// Proves that the suite sees what it must and accuses nobody: checks every fault and every variant of the reference
// server, writes docs/proof.md, and exits 1 on any survivor, accusation, unfalsifiable case or flake.
//   --only <name...>  only these faults and variants; docs/proof.md stays as it is
//   --full            all cases for each fault, not just those of its clauses; takes as long as it takes
//   --repeat <n>      each run n times: cases that come out differently are flakes
//   --json <file>     all results, to look into
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { readSpecification } from '../dist/cli/specification.js';
import { provideDatabase } from '../dist/database/provide.js';
import { check } from './prove/check.mjs';
import { judge } from './prove/judge.mjs';
import { markdown, summary } from './prove/report.mjs';
import { readSubjects } from './prove/subjects.mjs';

/** Most of a run is waiting: three of them keep two cores busy. */
const AT_ONCE = 3;
const BUDGET_MS = 12 * 60_000;

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    full: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const only = [...values.only, ...positionals];
const repeats = Number(values.repeat);
const startMs = performance.now();
const elapsedMs = () => performance.now() - startMs;

const subjects = await readSubjects(only);
const { spec, cases } = readSpecification();
const database = await provideDatabase('embedded', { log: console.error, env: process.env });
try {
  const leftMs = () => (values.full ? Infinity : repeats * BUDGET_MS - elapsedMs());
  const how = { database: database.url, spec, cases, isFull: values.full, repeats, leftMs };
  const runs = await inTurn(subjects, AT_ONCE, (subject) => check(subject, how));
  process.exitCode = conclude(runs);
} finally {
  await database.close();
}

function conclude(runs) {
  const proof = judge(runs, { isPartial: only.length > 0, isFull: values.full });
  const told = { ...proof, isFull: values.full, repeats, durationMs: elapsedMs() };
  console.log(summary(told));
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(runs));
  if (only.length === 0) writeFileSync(new URL('../docs/proof.md', import.meta.url), markdown(told));
  return proof.isProven ? 0 : 1;
}

/** Does the work for all, `most` at a time, and keeps their order. */
async function inTurn(items, most, work) {
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
