// Proves that the suite sees what it must and accuses nobody: every fault and every variant of the reference server is
// checked. Writes docs/proof.md and exits 1 on any survivor, accusation, unfalsifiable case or flake.
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { readSpecification } from '../dist/cli/specification.js';
import { provideDatabase } from '../dist/database/provide.js';
import { faultNames, loadFault } from '../dist/server/fault.js';
import { loadVariant, variantNames } from '../dist/server/variant.js';
import { runSuite } from '../dist/suites/run.js';
import { casesFor } from './prove/choose.mjs';
import { judge, unsteady } from './prove/judge.mjs';
import { markdown, summary } from './prove/report.mjs';
import { serve } from './prove/served.mjs';

/* global AbortController */
const AT_ONCE = 2;
const BUDGET_MS = 12 * 60_000;
/** Cases at once against a server that is not wrong. */
const JOBS = 6;
const PATIENCE_MS = 30_000;
/** One run; a fault that makes it any longer is cut off there. */
const RUN_MS = 240_000;

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    repeat: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const startMs = performance.now();
const { spec, cases } = readSpecification();
const database = await provideDatabase('embedded', { log: console.error, env: process.env });
try {
  process.exitCode = await prove();
} finally {
  await database.close();
}

async function prove() {
  const subjects = await readSubjects();
  const runs = await inTurn(subjects, AT_ONCE, runOne);
  const [plain, ...others] = runs;
  const proof = judge({
    plain,
    faults: others.filter(({ kind }) => kind === 'fault'),
    variants: others.filter(({ kind }) => kind === 'variant'),
  });
  const isPartial = options.only.length > 0;
  const outcome = {
    ...proof,
    plain,
    unfalsifiable: isPartial ? [] : proof.unfalsifiable,
    heavy: options.full ? proof.heavy : [],
    flakes: runs.filter(({ flakes }) => flakes.length > 0),
    cut: runs.filter(({ isCut }) => isCut),
    isFull: options.full,
    durationMs: performance.now() - startMs,
  };
  console.log(summary(outcome));
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(runs));
  if (!isPartial) writeFileSync(new URL('../docs/proof.md', import.meta.url), markdown(outcome));
  const accused = outcome.variants.filter(({ accusations }) => accusations.length > 0);
  const faults = [
    outcome.survivors,
    accused,
    outcome.unfalsifiable,
    outcome.heavy,
    outcome.flakes,
    outcome.cut,
  ];
  return faults.some((list) => list.length > 0) ? 1 : 0;
}

/** The plain server, then each fault and each variant, or those that were asked for. */
async function readSubjects() {
  const isWanted = (name) => options.only.length === 0 || options.only.includes(name);
  const faults = await Promise.all(
    faultNames()
      .filter(isWanted)
      .map(async (name) => ({ kind: 'fault', name, ...(await loadFault(name)) })),
  );
  const variants = await Promise.all(
    variantNames()
      .filter(isWanted)
      .map(async (name) => ({ kind: 'variant', name, ...(await loadVariant(name)) })),
  );
  const found = [...faults, ...variants].map(({ name }) => name);
  const missing = options.only.filter((name) => !found.includes(name));
  if (missing.length > 0) throw new Error(`there is no fault or variant ${missing.join(', ')}`);
  // The longest first: slow variants are among them.
  return [{ kind: 'plain', name: 'plain' }, ...variants, ...faults];
}

async function runOne(subject) {
  const asked = subject.kind === 'fault' && !options.full ? casesFor(cases, subject.clauses) : cases;
  const beganMs = performance.now();
  const repeats = [];
  let isCut = false;
  for (let n = 0; n < Number(options.repeat) && !isCut; n += 1) {
    const leftMs = options.full ? RUN_MS : BUDGET_MS - (performance.now() - startMs);
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), Math.min(RUN_MS, leftMs));
    repeats.push(await check(subject, asked, cut.signal));
    clearTimeout(timer);
    isCut = cut.signal.aborted;
  }
  const durationMs = performance.now() - beganMs;
  const [results] = repeats;
  console.error(
    `${subject.name}: ${tally(results)}, ${(durationMs / 1000).toFixed(1)} s${isCut ? ', cut off' : ''}`,
  );
  const { kind, name, text, clauses, freedom, hides } = subject;
  return { kind, name, text, clauses, freedom, hides, results, durationMs, isCut, flakes: unsteady(repeats) };
}

async function check({ kind, name }, asked, signal) {
  const served = await serve(database.url, kind === 'plain' ? [] : [`--${kind}`, name]);
  try {
    const run = await runSuite({
      address: served.profile.target,
      kind: 'address',
      profile: served.profile,
      protocol: spec.protocol,
      clauses: spec.clauses,
      cases: asked,
      // One at a time, a fault that mixes up what comes at once is seen by its own cases alone.
      jobs: kind === 'fault' ? 1 : JOBS,
      patienceMs: PATIENCE_MS,
      bail: false,
      version: '',
      signal,
      onEvent: () => undefined,
      random: Math.random,
      startedAt: new Date(),
    });
    // A server that does not live through being looked at was not judged.
    return run.kind === 'unreachable' ? [] : run.result.results;
  } finally {
    await served.stop();
  }
}

function tally(results) {
  const counts = new Map();
  for (const { verdict } of results) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
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
