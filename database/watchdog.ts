import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process of its own that takes a run folder away, and who works in it, when its owner is done or dead. */
export interface Watchdog {
  /** Says which process uses the folder from now on; `undefined` for none. */
  watch(pid: number | undefined): void;
  /** Has the process stopped and the folder removed, and waits for that. At most some 20 s. */
  dismiss(): Promise<void>;
}

const SCRIPT = readFileSync(new URL('watchdog.sh', import.meta.url), 'utf8');

/**
 * Starts a watchdog over a folder. It holds the reading end of a pipe whose writing end nobody has but this process,
 * so that it learns of every way to die, `kill -9` included. It keeps nothing alive by itself.
 */
export function startWatchdog(folder: string): Watchdog {
  // Detached: in a session of its own, out of reach of the terminal's Ctrl-C.
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'tchatator-check-watchdog', folder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) =>
    shell.once('exit', () => resolve()).once('error', () => resolve()),
  );
  // A watchdog that somebody killed is no reason to fall over: whoever closes cleans up after it.
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    watch: (pid) => {
      if (shell.stdin.writable) shell.stdin.write(`${pid ?? ''}\n`);
    },
    dismiss: async () => {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
