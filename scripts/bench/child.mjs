// Child processes of the bench: every one ends with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The path of a script of the bench. */
export const scriptPath = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Starts a server that prints its port in its first line, and ends when its standard input does.
 * @returns {Promise<{ port: number, pid: number, stop: () => Promise<void> }>}
 */
export async function startServer(script, args = []) {
  const child = spawn(process.execPath, [scriptPath(script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { port: Number(line), pid: child.pid, stop: () => stopped(child) };
}

/**
 * Runs a program to its end and returns what it printed.
 * @param {{ codes?: readonly number[], onWord?: () => void }} options `onWord`: is called once it says something
 * @throws Error when it fails, unless its code is among `codes`
 */
export async function output(program, args, { codes = [0], onWord = () => undefined } = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.once('data', onWord);
  const text = { stdout: '', stderr: '' };
  for (const side of ['stdout', 'stderr']) child[side].on('data', (bytes) => (text[side] += bytes));
  const [code] = await once(child, 'close');
  if (!codes.includes(code))
    throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${text.stderr}`);
  return text;
}

/** Ends a child by closing its standard input, and waits until it is gone. */
export async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
}
