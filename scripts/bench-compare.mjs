// Shows what `compare` is worth on this machine: three servers take turns, two alike and one whose every answer costs a tenth
// more work. The slow one has to be found, and the like one not accused; exit 1 otherwise. Run scripts/build.mjs before.
//   --runs <n>     of each server (7)
//   --seconds <n>  how long each run measures (2)
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { output, startServer } from './bench/child.mjs';
import { runOurs } from './bench/ours.mjs';

const ROUNDS = 1000;
const SIDES = { base: ROUNDS, alike: ROUNDS, slower: 1.1 * ROUNDS };
const CONNECTIONS = 4;
const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, seconds: { type: 'string', default: '2' } },
});
const flags = ['--requests', '1000000000', '--think', '0ms', '--mix', 'send=1', '--gate', 'errors == 0'];
const times = ['--warm-up', '300ms', '--duration', `${values.seconds}s`];
const folder = mkdtempSync(join(tmpdir(), 'tchatator-compare-'));
const sides = await Promise.all(
  Object.entries(SIDES).map(async ([name, rounds]) => ({
    name,
    server: await startServer('working-server.mjs', [String(Math.round(rounds))]),
    runs: [],
  })),
);
try {
  for (let run = 0; run < Number(values.runs); run += 1)
    // Who comes first changes, so that nobody always runs behind the same neighbour.
    for (const { name, server, runs } of rotated(sides, run)) {
      const result = await runOurs(server.port, [...flags, ...times], { connections: CONNECTIONS });
      runs.push(result);
      const { ratePerSecond, latency } = result;
      console.error(
        `${name}: ${ratePerSecond.toFixed(0)}/s, p50 ${latency.p50Ms} ms, p99 ${latency.p99Ms} ms`,
      );
    }
  for (const { name, runs } of sides) writeFileSync(fileOf(name), JSON.stringify(runs));
  const alike = await compared('alike');
  const slower = await compared('slower');
  const isRight = alike.verdict !== 'worse' && slower.verdict === 'worse';
  console.log(`alike: ${alike.verdict}; a tenth slower: ${slower.verdict}${isRight ? '' : '  WRONG'}`);
  process.exitCode = isRight ? 0 : 1;
} finally {
  await Promise.all(sides.map(({ server }) => server.stop()));
  rmSync(folder, { recursive: true });
}

/** Prints how a side compares with the base, and returns that. */
async function compared(name) {
  const reports = ['--report', 'terminal', '--report', `json=${join(folder, 'comparison.json')}`];
  const { stdout } = await output(
    process.execPath,
    [bin, 'compare', fileOf('base'), fileOf(name), ...reports],
    {
      codes: [0, 1],
    },
  );
  console.log(`${name}, against the base:\n\n${stdout}`);
  return JSON.parse(readFileSync(join(folder, 'comparison.json'), 'utf8'));
}

function fileOf(name) {
  return join(folder, `${name}.json`);
}

function rotated(items, by) {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
