import { BIN } from './run-cli.ts';

/**
 * The command that starts the bundled server as a team would start theirs: on the database that `DATABASE_URL` names, in
 * its schema `public`, with the accounts that are there.
 */
export function ownServer(...flags: readonly string[]): string {
  const own = ['--port', '{port}', '--schema', 'public', '--seed-accounts', '0', '--log-level', 'warn'];
  return [`'${process.execPath}'`, `'${BIN}'`, 'serve', ...own, ...flags].join(' ');
}
