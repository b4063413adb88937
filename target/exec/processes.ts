/** What /proc tells of the processes that a server under test consists of; nothing where there is no /proc. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether any process lives that has this text in its environment. */
export function hasMarked(marker: string): boolean {
  return processesMarked(marker).length > 0;
}

/** The processes that live and have this text in their environment. */
export function processesMarked(marker: string): number[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(marker) && !isZombie(pid))
    .map(Number);
}

/** The sockets that a process has open, by their inodes. */
export function socketsOf(pid: number): number[] {
  return namesIn(`/proc/${pid}/fd`).flatMap((name) => {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1];
    return inode === undefined ? [] : [Number(inode)];
  });
}

/** Something that listens on a TCP port. */
export interface Listener {
  readonly port: number;
  readonly inode: number;
}

/** All that listens on a TCP port of this machine; undefined where that cannot be told. */
export function listeners(): Listener[] | undefined {
  return socketsIn(LISTENING);
}

/** Whether connections to a port have ended a moment ago: for a minute, only who says so may listen there again. */
export function lingers(port: number): boolean {
  return socketsIn(TIME_WAIT)?.some((socket) => socket.port === port) === true;
}

const LISTENING = '0A';
const TIME_WAIT = '06';

function socketsIn(state: string): Listener[] | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(read).filter((text) => text !== '');
  return tables.length === 0 ? undefined : tables.flatMap((table) => rowsIn(table, state));
}

/** As in `0: 0100007F:1092 00000000:0000 0A …`: the local address, the other one, the state; the inode comes tenth. */
export function rowsIn(table: string, wanted: string): Listener[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    const port = Number.parseInt(local.split(':')[1] ?? '', 16);
    return state === wanted && port > 0 ? [{ port, inode: Number(inode) }] : [];
  });
}

/** Reads a name or nothing: a process may have gone, or be somebody else's. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function isZombie(pid: string): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' || /^[ZX]$/.test(stat.charAt(stat.lastIndexOf(')') + 2));
}
