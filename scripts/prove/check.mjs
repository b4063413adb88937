import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { runSuite } from '../../dist/suites/run.js';
import { openSight } from '../../dist/target/sight.js';
import { casesFor } from './choose.mjs';
import { serve } from './served.mjs';
import { unsteady } from './judge.mjs';

/* global AbortController */
const PATIENCE_MS = 30_000;
/** One at a time, a fault that mixes up what comes at once is seen by its own cases alone. */
const JOBS = { fault: 1, variant: 6, plain: 6 };
/** What needs longer than this is cut off. */
const RUN_MS = 240_000;

/**
 * Runs the suite against one server, again and again if told so.
 * @param {object} subject of `readSubjects`
 * @param {{ database: string, spec: object, cases: readonly object[], isFull: boolean, repeats: number, leftMs: () => number }} how
 *   `database` is a URL; `leftMs` tells how long all runs may still take
 */
export async function check(subject, { database, spec, cases, isFull, repeats, leftMs }) {
  const { kind, name, clauses } = subject;
  const asked = kind === 'fault' && !isFull ? casesFor(cases, clauses) : cases;
  const startMs = performance.now();
  const runs = [];
  let isCut = false;
  while (runs.length < repeats && !isCut) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), Math.min(RUN_MS, Math.max(1, leftMs())));
    runs.push(await runOnce(subject, { database, spec, asked, signal: cut.signal }));
    clearTimeout(timer);
    isCut = cut.signal.aborted;
  }
  const durationMs = performance.now() - startMs;
  const [results] = runs;
  console.error(`${name}: ${tally(results)}, ${(durationMs / 1000).toFixed(1)} s${isCut ? ', cut off' : ''}`);
  return { ...subject, results, durationMs, isCut, flakes: unsteady(runs) };
}

async function runOnce({ kind, name }, { database, spec, asked, signal }) {
  const served = await serve(database, kind === 'plain' ? [] : [`--${kind}`, name]);
  const opened = await openSight(served.profile);
  try {
    const run = await runSuite({
      address: served.profile.target,
      kind: 'address',
      profile: served.profile,
      protocol: spec.protocol,
      clauses: spec.clauses,
      cases: asked,
      jobs: JOBS[kind],
      patienceMs: PATIENCE_MS,
      sight: opened.sight,
      bail: false,
      version: '',
      signal,
      onEvent: () => undefined,
      seed: { value: Math.floor(Math.random() * 2 ** 32), shuffles: false },
      repeat: 1,
      startedAt: new Date(),
    });
    // A server that does not live through being looked at was not judged.
    return run.kind === 'unreachable' ? [] : run.result.results.map(withoutTranscript);
  } finally {
    await opened.close();
    await served.stop();
  }
}

/** The bytes of what went well are not kept: they are many, and nobody will look for them. */
function withoutTranscript(result) {
  return result.verdict === 'fail' || result.verdict === 'warn' ? result : { ...result, transcript: [] };
}

function tally(results) {
  const counts = new Map();
  for (const { verdict } of results) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}
