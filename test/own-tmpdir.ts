import { until } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Gives all tests one folder for what they make for a while, so that nothing is left of a run that is interrupted, and a
 * run that has left something behind fails.
 */
export default function setup(): () => Promise<void> {
  const before = process.env.TMPDIR;
  const folder = temporaryFolder();
  process.env.TMPDIR = folder.path;
  process.once('exit', () => folder[Symbol.dispose]());
  return async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    // What was killed may take a moment to be gone.
    const deadlineMs = performance.now() + 5_000;
    await until(() => folder.names().length === 0 || performance.now() > deadlineMs);
    if (folder.names().length === 0) return;
    // To throw is not enough: vitest only prints it.
    process.exitCode = 1;
    throw new Error(`left behind by the tests: ${folder.names().join(', ')}`);
  };
}
