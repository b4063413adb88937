import { readFile } from 'node:fs/promises';
import { DatabaseUnavailable } from './database.ts';

/** The user that PostgreSQL's programs run as, in the form `child_process` takes. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The unprivileged user to run PostgreSQL as, which refuses to run as root; `undefined` when we are no root ourselves.
 * @throws DatabaseUnavailable when we are root and there is nobody else.
 */
export async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = chooseAccount(await readFile('/etc/passwd', 'utf8'));
  if (account === undefined)
    throw new DatabaseUnavailable(
      'the embedded PostgreSQL does not run as root, and /etc/passwd names no other user; ' +
        'run as an ordinary user or give --database <url>',
    );
  return account;
}

/**
 * `nobody`, or else the first user who is not root, in the text of a passwd file. The user has to stand there:
 * `initdb` looks its own user up by name.
 */
export function chooseAccount(passwd: string): Account | undefined {
  const entries = passwd.split('\n').map((line) => line.split(':'));
  const users = entries.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const ordinary = users.filter(({ uid, gid }) => uid > 0 && gid > 0);
  const chosen = ordinary.find(({ name }) => name === 'nobody') ?? ordinary[0];
  return chosen && { uid: chosen.uid, gid: chosen.gid };
}
