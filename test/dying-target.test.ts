import { expect, test, vi } from 'vitest';
import { startReferenceServer } from './reference-server.ts';
import { STORY_MS, startCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

test('a server that dies in the middle is told to have died, and accused of nothing else', async () => {
  using folder = temporaryFolder();
  const server = await startReferenceServer(folder.path, [
    '--seed-accounts',
    '48',
    '--minute-ms',
    '500',
    '--hour-ms',
    '2000',
  ]);
  const cli = startCli(['check', '--profile', server.profile]);
  await cli.wrote(/^100 of /m);
  server.serve.child.kill('SIGKILL');
  const { code, stdout, stderr } = await cli.result;

  const accused = [...stdout.matchAll(/^ {2}([A-Z]\d+) (?:must|should) /gm)].map(([, clause]) => clause);
  expect(new Set(accused)).toEqual(new Set(['T12']));
  expect(stdout).toMatch(/^FAIL {2}run\/survival /m);
  expect(stdout).toMatch(/^\d+ blocked +.*run\/survival/m);
  expect(stdout).toMatch(/^not conformant: 1 must broken \(T12\)/m);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  await server.stop();
});
