// Proves that `load --plan limits` sees every fault of a limiter and names every odd-but-right one without accusing it:
// a table, and exit 1 otherwise. `node scripts/prove-limits.mjs [name...]` takes only these.
import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { provideDatabase } from '../dist/database/provide.js';
import { runLimits } from '../dist/loadgen/limits/run-limits.js';
import { LIMITERS } from './prove/limiters.mjs';
import { serve } from './prove/served.mjs';

/* global AbortController, AbortSignal */
const AT_ONCE = 4;
/** No server takes longer; what is cut off is not proven. */
const RUN_MS = 120_000;
const BUDGET_MS = 6 * 60_000;
const LIMITS = { minuteMs: 2000, hourMs: 16_000, perMinute: 12, perHour: 40 };
const SETTINGS = [
  ['--max-messages-per-minutes', LIMITS.perMinute],
  ['--max-messages-per-hours', LIMITS.perHour],
  ['--minute-ms', LIMITS.minuteMs],
  ['--hour-ms', LIMITS.hourMs],
].flatMap((pair) => pair.map(String));
const PLAN = { name: 'limits', about: '', connections: 16, beyond: 3, patienceMs: 60_000 };

const only = process.argv.slice(2);
const unknown = only.filter((name) => !LIMITERS.some((limiter) => limiter.name === name));
if (unknown.length > 0) throw new Error(`no such limiter: ${unknown.join(', ')}`);
const chosen = LIMITERS.filter(({ name }) => only.length === 0 || only.includes(name));
const startMs = performance.now();
const budget = new AbortController();
const timer = setTimeout(() => budget.abort(), BUDGET_MS);
const database = await provideDatabase('embedded', { log: console.error, env: process.env });
try {
  const rows = await inTurn(chosen, AT_ONCE, prove);
  for (const { name, came, isProven } of rows)
    console.log(`${isProven ? 'ok    ' : 'WRONG '} ${name.padEnd(30)} ${came}`);
  const wrong = rows.filter(({ isProven }) => !isProven);
  const seconds = Math.round((performance.now() - startMs) / 1000);
  console.log(`${rows.length - wrong.length} of ${rows.length} as they must be, in ${seconds} s`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  clearTimeout(timer);
  await database.close();
}

async function prove(limiter) {
  const { name, flags, must } = limiter;
  const served = await serve(database.url, [...SETTINGS, ...flags]);
  const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(RUN_MS)]);
  try {
    const run = await runLimits({
      plan: PLAN,
      written: {},
      target: { kind: 'address', address: served.profile.target },
      profile: served.profile,
      tag: randomInt(36 ** 6)
        .toString(36)
        .padStart(6, '0'),
      version: '',
      startedAt: new Date(),
      signal,
      tell: () => undefined,
      now: () => performance.now(),
      pause: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
    });
    return { name, ...judge(run, must) };
  } finally {
    await served.stop();
  }
}

function judge(run, must) {
  if (run.kind !== 'result') return { came: run.why?.join('; ') ?? run.kind, isProven: false };
  const { checks, limiter, interrupted } = run.result;
  const broken = checks
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ clause, window }) => (window === 'hour' ? `${clause}/hour` : clause));
  const came = [
    broken.length === 0 ? 'accused of nothing' : `broken: ${broken.join(', ')}`,
    limiter?.text ?? 'no limiter seen',
  ];
  if (must.kind === 'caught')
    return { came: came.join(' | '), isProven: broken.includes(must.by) && !interrupted };
  const isNamed =
    limiter !== undefined &&
    Object.entries(must.as).every(([key, values]) => JSON.stringify(limiter[key]) === JSON.stringify(values));
  return { came: came.join(' | '), isProven: broken.length === 0 && isNamed && !interrupted };
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
