import { spawn } from 'node:child_process';

/** What a shell does when its owner asks for it, or is dead. */
export interface LastWill {
  /** Writes a line that the script reads; nothing when somebody has killed the shell. */
  tell(line: string): void;
  /** Has it done, and waits for that. May be called again. */
  execute(): Promise<void>;
}

export interface WillOptions {
  /** What `ps` shows, behind `tchatator-check-`. */
  readonly name: string;
  /** `$1` and so on. Everybody can read them: no secrets. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts a shell with a script that reads its standard input to the end before it acts. It holds the reading end of a
 * pipe whose writing end nobody has but this process, so that it learns of every way to die, `kill -9` included. It keeps
 * nothing alive by itself.
 */
export function lastWill(script: string, { name, args, env = process.env }: WillOptions): LastWill {
  // Detached: in a session of its own, out of reach of the terminal's Ctrl-C.
  const shell = spawn('/bin/sh', ['-c', script, `tchatator-check-${name}`, ...args], {
    detached: true,
    cwd: '/',
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) =>
    shell.once('exit', () => resolve()).once('error', () => resolve()),
  );
  // A shell that somebody killed is no reason to fall over: whoever closes cleans up after it.
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    tell: (line) => {
      if (shell.stdin.writable) shell.stdin.write(`${line}\n`);
    },
    execute: async () => {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
