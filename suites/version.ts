import { createRequire } from 'node:module';
import { z } from 'zod';

/** The version of this package, from its package.json, which lies elsewhere from the sources than from what is built. */
export function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('tchatator-check/package.json');
  return z.object({ version: z.string() }).parse(manifest).version;
}
