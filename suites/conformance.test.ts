import { fileURLToPath } from 'node:url';
import { startBundled } from '../target/bundled.ts';
import { openSight } from '../target/sight.ts';
import { testConformance } from './vitest.ts';
import type { OpenTarget } from './vitest.ts';

const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
/** The profile of the server to check; without it, the bundled server is. */
const file = process.env.TCHATATOR_PROFILE;

testConformance({
  target: file ?? openBundled,
  jobs: file === undefined ? 4 : 1,
  strict: file === undefined,
});

async function openBundled(): Promise<OpenTarget> {
  const started = await startBundled({ bin, database: 'auto', log: () => undefined });
  const opened = await openSight(started.profile);
  const stop = async (): Promise<void> => {
    await opened?.close();
    await started.stop();
  };
  return { kind: 'bundled', ...started, ...(opened !== undefined && { sight: opened.sight }), stop };
}
