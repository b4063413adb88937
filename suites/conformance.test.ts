import { fileURLToPath } from 'node:url';
import { loadSpec } from '../spec/load.ts';
import type { Spec } from '../spec/load.ts';
import { startBundled } from '../target/bundled.ts';
import { readProfile } from '../target/read-profile.ts';
import { openSight } from '../target/sight.ts';
import { expand } from './expand.ts';
import { testConformance } from './vitest.ts';
import type { OpenTarget } from './vitest.ts';

const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
/** The profile of the server to check; without it, the bundled server is. */
const file = process.env.TCHATATOR_PROFILE;
const spec = specification();

testConformance({
  protocol: spec.protocol,
  clauses: spec.clauses,
  cases: expand(spec),
  jobs: file === undefined ? 4 : 1,
  patienceMs: 10_000,
  strict: file === undefined,
  open: async () => withSight(await (file === undefined ? openBundled() : attach(file))),
});

async function openBundled(): Promise<OpenTarget> {
  const started = await startBundled({ bin, database: 'auto', log: () => undefined });
  return { kind: 'bundled', ...started };
}

/** Opens its database too, where one is known. */
async function withSight(target: OpenTarget): Promise<OpenTarget> {
  const opened = await openSight(target.profile);
  if (opened === undefined) return target;
  return { ...target, sight: opened.sight, stop: () => opened.close().then(() => target.stop()) };
}

function attach(path: string): OpenTarget {
  const read = readProfile(path);
  if (read.kind === 'problems') throw new Error(`${path} is no profile: ${JSON.stringify(read.problems)}`);
  const { profile } = read;
  if (profile.target === undefined) throw new Error(`${path} names no target: add "target: host:port"`);
  return { kind: 'address', address: profile.target, profile, stop: () => Promise.resolve() };
}

function specification(): Spec {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded.spec;
}
