import { readFileSync } from 'node:fs';
import { lstat, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWill } from '../../database/last-will.ts';
import { isDead, ownerSchema, thisProcess } from '../../database/owner.ts';

/** A `.env` that is there for one run. */
export interface EnvFile {
  /** Puts back what was there before. May be called again. */
  putBack(): Promise<void>;
}

/** The folder's `.env` cannot be replaced just now; the message says why and what to do. */
export class EnvFileInUse extends Error {
  override readonly name = 'EnvFileInUse';
}

const PUT_BACK = readFileSync(new URL('env-file.sh', import.meta.url), 'utf8');
const FIRST_LINE = '# written by tchatator-check for one run, then put back as it was; owner: ';

/**
 * Writes these variables into `.env` in a folder. The former file is moved aside as it is, not copied, and comes back
 * whatever this process dies of.
 * @throws EnvFileInUse while another run has it
 */
export async function placeEnvFile(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<EnvFile> {
  const [file, former] = [join(folder, '.env'), join(folder, '.env.before-tchatator-check')];
  await putBackForTheDead(file, former);
  const firstLine = FIRST_LINE + JSON.stringify(thisProcess());
  const will = lastWill(PUT_BACK, { name: 'env', args: [file, former, firstLine] });
  try {
    if (await isThere(file)) await rename(file, former);
    // It holds a password. Nobody ever sees half of it.
    await writeFile(`${file}.being-written`, textOf(firstLine, variables), { mode: 0o600 });
    await rename(`${file}.being-written`, file);
    will.tell('written');
  } catch (error) {
    await will.execute();
    throw error;
  }
  return { putBack: () => will.execute() };
}

/** A run that was killed together with what it had left to put its file back: that is made up for. */
async function putBackForTheDead(file: string, former: string): Promise<void> {
  if (await isFolder(file))
    throw new EnvFileInUse(`${file} is a folder; leave out env-file, or choose another cwd`);
  const owner = await ownerOf(file);
  if (owner === 'alive')
    throw new EnvFileInUse(
      `${file} belongs to another run that goes on; wait for its end, or leave out env-file`,
    );
  if (owner === 'dead') await rm(file);
  if (!(await isThere(former))) return;
  if (await isThere(file))
    throw new EnvFileInUse(
      `${former} is what a run that was killed has left; keep it or ${file}, and remove the other`,
    );
  await rename(former, file);
}

/** Who wrote a file; `nobody` when it is no such file, or not there. */
async function ownerOf(file: string): Promise<'alive' | 'dead' | 'nobody'> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.startsWith(FIRST_LINE)) return 'nobody';
  const [line = ''] = text.slice(FIRST_LINE.length).split('\n');
  return isDead(ownerSchema.parse(JSON.parse(line))) ? 'dead' : 'alive';
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** In single quotes nothing means anything, to shells and to readers of such files; what holds one goes in double quotes. */
function textOf(firstLine: string, variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
  return `${[firstLine, ...lines].join('\n')}\n`;
}

function quoted(value: string): string {
  if (/^[\w.:/@%+,?&=-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/[\\"$`]/g, '\\$&')}"` : `'${value}'`;
}
