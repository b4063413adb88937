import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

test('lists the cases of a folder, and how many there are', () => {
  const { status, stdout } = list('--only', 'login/ok');
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^login {2}1 case\n {2}must {4}login\/ok {2}.+\n\n1 case: 1 must, 0 should, 0 may\n$/s,
  );
});

test('leaves out what is skipped, by folder, id, glob and clause', () => {
  const all = idsOf(list('--only', 'ban').stdout);
  expect(idsOf(list('--only', 'ban', '--skip', 'ban/cut', 'ban/*/letters').stdout)).toEqual(
    all.filter((id) => !id.startsWith('ban/cut/') && !id.endsWith('/letters')),
  );
  expect(idsOf(list('--only', 'ban', '--skip', 'T7').stdout).length).toBeLessThan(all.length);
});

test('lists every clause, also those no case asks for, with why', () => {
  const { stdout } = list('--clauses');
  expect(stdout).toMatch(/^T1 +must +stated +\d+ cases /m);
  expect(stdout).toMatch(/^T13 +may +open +no case /m);
  expect(stdout).toMatch(/\n\d+ clauses: \d+ must, \d+ should, \d+ may\n$/);
});

test('lists the clauses that the chosen cases ask for', () => {
  const { stdout } = list('--clauses', '--only', 'login/ok');
  expect(stdout).toMatch(/^L1 +must +stated +1 case /m);
  expect(stdout).not.toMatch(/^X1 /m);
});

test('lists the faults and the variants of the reference server', () => {
  const faults = list('--faults', '--only', 'L5', 'token-prefix-logs-in').stdout;
  expect(faults).toMatch(/^ban-without-effect +/m);
  expect(faults).toMatch(/^token-prefix-logs-in +/m);
  expect(faults).not.toMatch(/^length-in-bytes/m);
  expect(list('--variants').stdout).toMatch(/^slow .+\n\n\d+ variants\n$/ms);
  expect(list('--faults', '--only', 'token-prefx-logs-in')).toMatchObject({
    status: 2,
    stderr: '--only token-prefx-logs-in: matches no fault; did you mean token-prefix-logs-in?\n',
  });
  expect(list('--faults', '--clauses').status).toBe(2);
});

test('names what a pattern that matches nothing may have meant', () => {
  expect(list('--only', 'lgin', '--skip', 'nonsense-of-mine')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      '--only lgin: matches no case; did you mean login?\n' +
      '--skip nonsense-of-mine: matches no case; "tchatator-check list" shows all\n',
  });
});

function list(...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'list', ...flags], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

function idsOf(text: string): string[] {
  return [...text.matchAll(/^ {2}(?:must|should|may) +(\S+)/gm)].map(([, id = '']) => id);
}
