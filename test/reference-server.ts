import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { profileFile } from '../target/profile.ts';
import { startCli, type Cli } from './run-cli.ts';

/** The bundled server as a target of its own: `serve` in another process. */
export interface ReferenceServer {
  /** `host:port`, as `--target` takes it. */
  readonly address: string;
  /** The file that describes it. */
  readonly profile: string;
  /** The tokens of all its accounts. */
  readonly tokens: readonly string[];
  readonly serve: Cli;
  readonly stop: () => Promise<void>;
}

/**
 * Starts one on a free port, and returns when it listens.
 * @param folder where its profile is written
 * @param flags what `serve` is told besides
 */
export async function startReferenceServer(
  folder: string,
  flags: readonly string[],
): Promise<ReferenceServer> {
  const profile = join(folder, 'profile.yaml');
  const own = ['--port', '0', '--log-level', 'warn', '--write-profile', profile];
  // It ends when it is told to, not by a deadline: the stories it serves have theirs.
  const serve = startCli(['serve', ...own, ...flags], { deadlineMs: 600_000 });
  await serve.wrote(/^listening on /m);
  const { target, accounts } = profileFile.parse(parse(readFileSync(profile, 'utf8')));
  if (target === undefined) throw new Error('the profile names no target');
  return {
    address: `${target.host}:${target.port}`,
    profile,
    tokens: accounts.map(({ token }) => token),
    serve,
    stop: async () => {
      serve.child.kill('SIGTERM');
      await serve.result;
    },
  };
}

/** The text of a profile with only the first few accounts of each role. */
export function fewerAccounts(
  profile: string,
  wanted: Readonly<Record<'member' | 'pro' | 'admin', number>>,
): string {
  const [head = '', list = ''] = readFileSync(profile, 'utf8').split('accounts:\n');
  const left = { ...wanted };
  const kept = list.split(/^(?= {2}- id)/m).filter((text) => {
    const role = (['member', 'pro', 'admin'] as const).find((each) => text.includes(`role: ${each}\n`));
    return role !== undefined && left[role]-- > 0;
  });
  return `${head}accounts:\n${kept.join('')}`;
}
