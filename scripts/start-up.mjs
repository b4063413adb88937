// Says how long the built command line takes to start, as a multiple of an empty Node: run scripts/build.mjs before.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const RUNS = 10;
const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const [emptyMs, helpMs] = medians([
  ['-e', '0'],
  [bin, '--help'],
]);
console.log(`an empty Node: ${emptyMs.toFixed(0)} ms (median of ${RUNS})`);
console.log(`--help: ${helpMs.toFixed(0)} ms, ${(helpMs / emptyMs).toFixed(1)} times that`);

/** Takes turns, so that a machine that is busy for a while slows all of them alike. */
function medians(commands) {
  const times = commands.map(() => []);
  for (let run = 0; run < RUNS; run += 1)
    for (const [index, args] of commands.entries()) times[index].push(timeOf(args));
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
}

function timeOf(args) {
  const startMs = performance.now();
  const { status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - startMs;
}
