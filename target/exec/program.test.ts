import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { endingWords } from './words.ts';
import { hasMarked, processesMarked } from './processes.ts';
import { startProgram, type Program, type ProgramOptions } from './program.ts';

/** The machine may be busy; what is killed after a grace has 5 s of it. */
const SLOW = { timeout: 60_000 };
const programs: Program[] = [];

afterEach(() => Promise.all(programs.splice(0).map((program) => program.end())));

function start(command: string, more: Partial<ProgramOptions> = {}): Program {
  const program = startProgram({ command, cwd: '/', stop: 'SIGTERM', env: process.env, ...more });
  programs.push(program);
  return program;
}

/** Resolves with the first line that it says. */
function said(program: Program): Promise<string> {
  return new Promise((resolve) => program.onLine(resolve));
}

describe('a command', () => {
  test('is read by a shell, with its environment and folder', async () => {
    const env = { ...process.env, PORT: '4242' };
    const program = start('echo "$PORT $(pwd)"; echo wrong >&2', { cwd: '/tmp', env });
    await program.ended;
    expect(program.lastLines(10).sort()).toEqual(['4242 /tmp', 'wrong']);
  });

  test('has a standard input that never says anything', async () => {
    const program = start('echo begun; cat; echo over');
    await said(program);
    expect(program.ending()).toBeUndefined();
    expect(program.lastLines(10)).toEqual(['begun']);
  });

  test('that says more than a pipe holds is read all the while', async () => {
    const program = start(
      'i=0; while [ $i -lt 3000 ]; do echo "line $i of many that nobody asked for"; i=$((i+1)); done',
    );
    expect(await program.ended).toEqual({ kind: 'exit', status: 0 });
    expect(program.lastLines(1)).toEqual(['line 2999 of many that nobody asked for']);
  });
});

describe('its end is told', () => {
  test.each([
    ['exit 3', 'exit status 3'],
    ['kill -SEGV $$', 'SIGSEGV'],
    ['sh -c "kill -ABRT \\$\\$"; exit $?', 'exit status 134 (SIGABRT)'],
    ['no-such-program', 'exit status 127 (command not found)'],
    ['/', 'exit status 126 (not to be executed)'],
  ])('%s', async (command, words) => {
    expect(endingWords(await start(command).ended)).toBe(words);
  });

  test('no folder, no program', async () => {
    const ending = await start('true', { cwd: '/no/such/folder' }).ended;
    expect(ending).toMatchObject({ kind: 'unstarted' });
  });

  test('not while what it has put into the background goes on', async () => {
    const program = start('sleep 60 & exit 0');
    await program.ended;
    expect(program.ending()).toBeUndefined();
    await program.end();
    expect(program.ending()).toEqual({ kind: 'exit', status: 0 });
  });

  test('but where it has failed, whoever goes on', async () => {
    const program = start('sleep 60 & exit 1');
    await program.ended;
    expect(program.ending()).toEqual({ kind: 'exit', status: 1 });
  });
});

describe.runIf(process.platform === 'linux')('ending it', () => {
  test.each([
    ['a program', 'echo begun; exec sleep 60'],
    ['its children', 'sleep 60 & sleep 60 & echo begun; wait'],
    ['what is left when it has ended', 'sleep 60 & echo begun'],
    ['a daemon in a session of its own', 'setsid sleep 60 & echo begun; wait'],
    ['a daemon whose parent has gone', '(setsid sh -c "sleep 60 & sleep 60" &) ; echo begun; exec sleep 60'],
    ['a child with an environment of its own', 'env -i setsid sleep 60 & echo begun; wait'],
  ])('ends %s', SLOW, async (_what, command) => {
    const folder = mkdtempSync(join(tmpdir(), 'program-test-'));
    const program = start(command, { cwd: folder });
    await said(program);
    await program.end();
    expect(processesMarked(program.marker)).toEqual([]);
    // By their folder those are known too who have no environment.
    expect(processesIn(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('asks with the signal that was told, once', SLOW, async () => {
    const command = `trap 'echo interrupted >>"$OUT"; exit' INT; trap 'echo terminated >>"$OUT"' TERM; echo begun; while :; do sleep 0.1; done`;
    const folder = mkdtempSync(join(tmpdir(), 'program-test-'));
    const out = join(folder, 'signals');
    const program = start(command, { stop: 'SIGINT', env: { ...process.env, OUT: out } });
    await said(program);
    await program.end();
    expect(readFileSync(out, 'utf8')).toBe('interrupted\n');
    rmSync(folder, { recursive: true });
  });

  test('kills what does not end when asked', SLOW, async () => {
    const program = start("trap '' TERM; echo begun; while :; do sleep 1; done");
    await said(program);
    await Promise.all([program.end(), program.end()]);
    expect(await program.ended).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    expect(hasMarked(program.marker)).toBe(false);
  });

  test('leaves others alone', SLOW, async () => {
    const [one, other] = [start('echo begun; exec sleep 60'), start('echo begun; exec sleep 60')];
    await Promise.all([said(one), said(other)]);
    await one.end();
    expect(processesMarked(other.marker)).toHaveLength(1);
  });
});

/** The processes that work in a folder. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
