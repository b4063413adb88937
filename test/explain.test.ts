import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { runReport } from '../reports/json-schema.ts';
import { expand } from '../suites/expand.ts';
import { explainCase, type ExplainedCase } from '../suites/explain/case.ts';
import { STANDING } from '../suites/standing.ts';
import { loadSpec, type Spec } from '../spec/load.ts';
import { STORY_MS, runCli } from './run-cli.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

const spec = specification();

describe('explain', () => {
  test.each([
    ['a case', ['send/content/colons']],
    ['a case of an axis', ['ban/cut/in-value']],
    ['a race', ['login/race/one-user']],
    ['a limit', ['rate/minute/beyond']],
    ['clauses', ['L4', 't13']],
    ['what every run has', ['run/status-lines']],
    [
      'deviations',
      ['dialect/updt-msg/message-length', 'dialect/send-msg/recipient-id', '--dialect', 'field'],
    ],
  ])('tells %s, as its golden file shows', async (name, names) => {
    const { code, stdout, stderr } = await runCli(['explain', ...names]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const golden = new URL(`golden/explain-${name.replaceAll(' ', '-')}.txt`, import.meta.url);
    // Where a case stands in its file changes with whatever is written above it.
    const told = stdout.replace(/(\.yaml):\d+$/m, '$1:<line>');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told);
    expect(told).toBe(readFileSync(golden, 'utf8'));
  });

  test('says what a name may have meant, of all names at once', async () => {
    const names = ['lgoin/ok', 'L4', 'ban', 'Z9', 'run/statuslines', 'nothing-like-it', 'dialect/login/pin'];
    const { code, stdout, stderr } = await runCli(['explain', ...names]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replace(/\d+ cases/, 'N cases').split('\n')).toEqual([
      'lgoin/ok: no case or clause has this name; did you mean login/ok?',
      'ban: stands for N cases; name one of those that "tchatator-check list --only ban" shows',
      'Z9: no case or clause has this name; did you mean T9?',
      'run/statuslines: no case or clause has this name; did you mean run/status-lines?',
      'nothing-like-it: no case or clause has this name; "tchatator-check list" shows all cases, with --clauses all clauses',
      'dialect/login/pin: no dialect that is known here has this deviation; tell with --dialect which one is meant',
      '',
    ]);
  });
});

/** Cases whose commands are short enough to be shown whole, and of which a right server passes all. */
const ONLY = [
  'login/ok',
  'login/race',
  'send/content',
  'send/cut',
  'update/cut',
  'ban/cut',
  'transport/stream',
];

test('what explain tells is what a run does', async () => {
  const { stdout } = await runCli(['check', '--only', ...ONLY, '--report', 'json']);
  const { results } = runReport.parse(JSON.parse(stdout));
  const cases = new Map(expand(spec).map((each) => [each.id, each]));
  const played = results.filter(({ id, verdict }) => cases.has(id) && verdict === 'pass');
  expect(played.length).toBeGreaterThan(20);
  for (const { id, transcript } of played) {
    let sent = transcript
      .flatMap(({ kind, text }) => (kind === 'sent' ? [text.replace(/ \(in \d+ pieces\)$/, '')] : []))
      .join('');
    const each = cases.get(id);
    if (each === undefined) throw new Error(`${id} was played and is no case`);
    for (const bytes of bytesOf(explainCase(each, spec))) {
      expect(sent, id).toMatch(patternOf(bytes));
      sent = sent.replace(patternOf(bytes), '');
    }
  }
  const standing = results.filter(({ id }) => !cases.has(id));
  expect(standing.length).toBeGreaterThan(4);
  for (const { id, title, clauses } of standing) {
    const known = STANDING.find((one) => one.id === id);
    expect(known).toMatchObject({ title, clauses: expect.arrayContaining(clauses) as unknown });
  }
});

/** What each step sends. A transcript has segments put together again, so a character that is cut shows there whole. */
function bytesOf({ steps }: Pick<ExplainedCase, 'steps'>): string[] {
  return steps.flatMap(({ sends, together }) => {
    const whole = sends.join('');
    return [...(whole === '' || whole.includes('\\x') ? [] : [whole]), ...bytesOf({ steps: together })];
  });
}

/** What a run may fill in where the explanation has angle brackets. */
function patternOf(bytes: string): RegExp {
  const filled = bytes
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll(/<token of \w+>/g, '<token of \\w+>')
    .replaceAll(/<id of \w+(, \w+ half)?>/g, '\\d+')
    .replaceAll('<uniq>', '[a-z0-9]{6}');
  return new RegExp(filled);
}

function specification(): Spec {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded.spec;
}
