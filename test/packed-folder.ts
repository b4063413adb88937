import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The root of this repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The package in a folder of its own, as npm lays it out. */
export interface PackedFolder {
  /** Where the package lies. */
  readonly packageFolder: string;
  /** Its files, by their paths in the package. */
  readonly files: readonly string[];
}

/**
 * Packs what is built and installs it into an empty folder, with the packages it declares and no others. They are links
 * to those installed here: nothing is downloaded.
 * @param further packages that the user of the package has installed, such as vitest
 */
export function installPacked(folder: string, further: readonly string[] = []): PackedFolder {
  const { filename, files } = pack(folder);
  const packageFolder = join(folder, 'node_modules/tchatator-check');
  mkdirSync(packageFolder, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', packageFolder, '--strip-components=1']);
  for (const name of new Set([...productionPackages(), ...further])) link(name, folder);
  mkdirSync(join(folder, 'node_modules/.bin'));
  symlinkSync('../tchatator-check/dist/cli/main.js', join(folder, 'node_modules/.bin/tchatator-check'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  return { packageFolder, files };
}

const packed = z.tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })]);

/** What is built stays: packing alone would build it again under the feet of other tests. */
function pack(folder: string): { filename: string; files: string[] } {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const told: unknown = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const [{ filename, files }] = packed.parse(told);
  return { filename, files: files.map(({ path }) => path) };
}

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
});

/** The names of all packages that come with it, those they need included; the tools of developers are not among them. */
function productionPackages(): string[] {
  const { packages } = lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  return Object.entries(packages).flatMap(([path, { dev, devOptional }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    // Those for other platforms are not there.
    const isOurs = dev !== true && devOptional !== true && existsSync(join(ROOT, path));
    return name !== undefined && isOurs ? [name] : [];
  });
}

function link(name: string, folder: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), path);
}
