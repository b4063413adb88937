import { expect, test } from 'vitest';
import { DEFAULT_IMAGE, probeRuntime } from '../database/container.ts';
import { ownServer } from './own-server.ts';
import { runCli, STORY_MS } from './run-cli.ts';

const image = process.env.TCHATATOR_DATABASE_IMAGE ?? DEFAULT_IMAGE;
const why = await probeRuntime(image).then(
  () => undefined,
  (error: unknown) => String(error),
);
if (why !== undefined) console.log(`not tried: runs on a database in a container. ${why}`);

test.each([
  ['the bundled server', []],
  ['a server that a command starts', ['--exec', ownServer()]],
])(
  '%s keeps its messages in a container of the image that is named',
  { timeout: STORY_MS },
  async (_whose, flags) => {
    const env = { DATABASE_URL: undefined, TCHATATOR_DATABASE_IMAGE: 'localhost/tchatator-check:missing' };
    const args = ['check', '--database', 'container', '--only', 'login/ok', ...flags];
    const named = await runCli([...args, '--database-image', image], { env });
    if (why !== undefined) {
      expect(named).toMatchObject({ code: 3, stdout: '' });
      expect(named.stderr).toContain(why.replace(/^\w+: /, ''));
      return;
    }
    expect(named.stderr).toContain(`in a container of ${image}`);
    expect(named.code).toBe(0);
    const missing = await runCli(args, { env });
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain('the image localhost/tchatator-check:missing is not there');
  },
);
