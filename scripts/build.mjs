// Compiles TypeScript to dist/ and copies the files that code reads beside itself (YAML, SQL, JSON Schemas). What
// the specification's YAML says is kept as JSON beside it: to read YAML takes most of a start.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const assets = ['spec', 'server', 'database', 'reports', 'target', 'loadgen'];
const isAsset = (path) => !/\.(ts|mts|md)$/.test(path) && !path.includes('/golden');

process.chdir(root);
rmSync('dist', { recursive: true, force: true });
// Types are held by `npm run types`; to hold them here too would double what a build takes.
const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'];
const tsc = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
for (const folder of assets) cpSync(folder, `dist/${folder}`, { recursive: true, filter: isAsset });
await prepare();
chmodSync('dist/cli/main.js', 0o755);

/** Only a specification in which nothing is wrong is kept: of any other, whoever reads it is told what is. */
async function prepare() {
  const { loadSpec } = await import('../dist/spec/load.js');
  const { PREPARED } = await import('../dist/spec/prepared.js');
  const { checkSpec } = await import('../dist/spec/check.js');
  const { expand } = await import('../dist/suites/expand.js');
  const loaded = loadSpec();
  if (loaded.kind === 'problems' || checkSpec(loaded.spec, expand(loaded.spec)).length > 0) return;
  writeFileSync(`dist/spec/${PREPARED}`, JSON.stringify(loaded.files));
}
