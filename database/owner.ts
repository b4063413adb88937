import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Who a run folder belongs to, as written into it. */
export const ownerSchema = z.object({
  pid: z.int().positive(),
  /** When the process started, in clock ticks since boot; null where there is no /proc to tell. */
  startedTicks: z.string().nullable(),
  /** Where the pid means this process: a folder may be shared between containers, whose pids are not ours. */
  pidSpace: z.string(),
});

export type Owner = z.infer<typeof ownerSchema>;

/** This process, as owner. */
export function thisProcess(): Owner {
  return {
    pid: process.pid,
    startedTicks: readStat(process.pid)?.startedTicks ?? null,
    pidSpace: pidSpace(),
  };
}

/** Whether an owner has certainly ended. One that cannot be judged from here counts as alive. */
export function isDead(owner: Owner): boolean {
  if (owner.pidSpace !== pidSpace()) return false;
  if (owner.startedTicks === null) return !exists(owner.pid);
  const stat = readStat(owner.pid);
  return stat === undefined || stat.isZombie || stat.startedTicks !== owner.startedTicks;
}

/** Whether there is a process with this pid, be it ours or not. */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function pidSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return hostname();
  }
}

/** Reads /proc/<pid>/stat. The second field, the program's name, may hold spaces and brackets: count from its end. */
function readStat(pid: number): { isZombie: boolean; startedTicks: string } | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startedTicks = rest[18];
  return startedTicks === undefined ? undefined : { isZombie: state === 'Z', startedTicks };
}
