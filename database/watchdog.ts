import { readFileSync } from 'node:fs';
import { lastWill } from './last-will.ts';

/** A process of its own that takes a run folder away, and who works in it, when its owner is done or dead. */
export interface Watchdog {
  /** Says which process uses the folder from now on; `undefined` for none. */
  watch(pid: number | undefined): void;
  /** Has the process stopped and the folder removed, and waits for that. At most some 20 s. */
  dismiss(): Promise<void>;
}

const SCRIPT = readFileSync(new URL('watchdog.sh', import.meta.url), 'utf8');

/** Starts a watchdog over a folder. */
export function startWatchdog(folder: string): Watchdog {
  const will = lastWill(SCRIPT, { name: 'watchdog', args: [folder] });
  return { watch: (pid) => will.tell(`${pid ?? ''}`), dismiss: () => will.execute() };
}
