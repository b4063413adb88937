import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './processes.ts';

/**
 * Gives all tests one folder for what they make for a while, so that nothing is left of a run that is interrupted, and a
 * run that has left something behind fails.
 */
export default function setup(): () => Promise<void> {
  const before = process.env.TMPDIR;
  const path = mkdtempSync(join(tmpdir(), 'tchatator-tests-'));
  // PostgreSQL's user has to get through it where the tests run as root, as it gets through /tmp.
  chmodSync(path, 0o777);
  process.env.TMPDIR = path;
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  process.once('exit', remove);
  return async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    const names = (): string[] => readdirSync(path);
    // What was killed may take a moment to be gone.
    const deadlineMs = performance.now() + 5_000;
    await until(() => names().length === 0 || performance.now() > deadlineMs);
    if (names().length === 0) return;
    // To throw is not enough: vitest only prints it.
    process.exitCode = 1;
    throw new Error(`left behind by the tests: ${names().join(', ')}`);
  };
}
