import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { askVersion } from './connection.ts';

/** How long everything may take to be gone. It takes a tenth of a second, but the machine may be busy. */
const GONE = { timeout: 20_000 };
const urlSchema = z.tuple([z.string().startsWith('postgres://').trim()]);
const children: ChildProcess[] = [];
let compiled: string;
let temporary: string;

beforeAll(() => {
  // Inside the project, so that packages are found.
  compiled = mkdtempSync(join(import.meta.dirname, '..', 'node_modules', '.owner-death-'));
  compileTo(compiled);
});

afterAll(() => rmSync(compiled, { recursive: true }));

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'owner-death-'));
  chmodSync(temporary, 0o755);
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(temporary, { recursive: true });
});

test('killed, with no chance to close', async () => {
  const { child, url } = await start('ready(); setInterval(() => undefined, 1_000);');
  expect(await askVersion(url, 5_000)).toMatch(/^\d/);
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill('SIGKILL');
  await expectGone(url);
});

test('killed at any moment of the start', async () => {
  for (const delayMs of [50, 250, 450]) {
    const child = run('');
    await expect.poll(() => readdirSync(temporary), { interval: 1, ...GONE }).toHaveLength(1);
    await delay(delayMs);
    child.kill('SIGKILL');
    await expect.poll(() => readdirSync(temporary), GONE).toEqual([]);
  }
});

test('ended by process.exit()', async () => {
  const { url } = await start('ready(); process.exit();');
  await expectGone(url);
});

test('ended by an exception that nobody caught', async () => {
  const { url } = await start('ready(); throw new Error("on purpose");');
  await expectGone(url);
});

test('ended because nothing was left to do: an open database keeps no process alive', async () => {
  const { child, url } = await start('ready();');
  expect(await codeOf(child)).toBe(0);
  await expectGone(url);
});

test('on Ctrl-C the database serves until its owner closes it', async () => {
  const { child, url } = await start(`
    setInterval(() => undefined, 1_000);
    process.once('SIGINT', async () => {
      await askVersion(database.url, 5_000);
      await database.close();
      process.exit(42);
    });
    ready();
  `);
  // As a terminal does it: to the whole process group.
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await codeOf(child)).toBe(42);
  await expectGone(url);
});

test('one of two, without harm to the other', async () => {
  const idle = 'ready(); setInterval(() => undefined, 1_000);';
  const [one, other] = await Promise.all([start(idle), start(idle)]);
  one.child.kill('SIGKILL');
  await expect.poll(() => readdirSync(temporary), GONE).toHaveLength(1);
  expect(await askVersion(other.url, 5_000)).toMatch(/^\d/);
  other.child.kill('SIGKILL');
  await expectGone(other.url);
});

/** Starts a process that opens a database and goes on with the statements, one of which is `ready()`. */
async function start(statements: string): Promise<{ child: ChildProcess; url: string }> {
  const child = run(statements);
  const [url] = urlSchema.parse(await once(child.stdout.setEncoding('utf8'), 'data'));
  return { child, url };
}

function run(statements: string): ChildProcessByStdio<null, Readable, null> {
  const program = `
    import { askVersion } from './connection.js';
    import { provideDatabase } from './provide.js';
    const database = await provideDatabase('embedded', { log: console.error });
    const ready = () => console.log(database.url);
    ${statements}
  `;
  const file = join(compiled, `owner-${children.length}.js`);
  writeFileSync(file, program);
  const child = spawn(process.execPath, [file], {
    // A process group of its own, which a Ctrl-C can be sent to.
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  return child;
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function expectGone(url: string): Promise<void> {
  await expect.poll(() => readdirSync(temporary), GONE).toEqual([]);
  await expect(askVersion(url, 5_000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
}

/** Makes this folder one that plain Node can run, without checking its types. */
function compileTo(folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
  };
  for (const name of readdirSync(import.meta.dirname).filter((each) => !each.endsWith('.test.ts'))) {
    const source = join(import.meta.dirname, name);
    if (!name.endsWith('.ts')) copyFileSync(source, join(folder, name));
    else {
      const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions });
      writeFileSync(join(folder, name.replace(/ts$/, 'js')), outputText);
    }
  }
}
