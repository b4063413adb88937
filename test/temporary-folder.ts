import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that goes with all that is in it at the end of a `using` block. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
  /** What lies in it now. */
  readonly names: () => string[];
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'tchatator-system-test-'));
  // PostgreSQL's user has to get through it where the tests run as root, as it gets through /tmp.
  chmodSync(path, 0o777);
  return {
    path,
    names: () => readdirSync(path),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }),
  };
}
