import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { STORY_MS, runCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A topic has many stories, and each may take what a story may. */
const TOPIC_MS = 12 * STORY_MS;

vi.setConfig({ testTimeout: TOPIC_MS, hookTimeout: STORY_MS });

const FILES: Readonly<Record<string, string | Buffer>> = {
  'empty.yaml': '',
  'binary.yaml': Buffer.from([0, 255, 1, 254, 10, 27, 91, 49, 109, 128, 13]),
  'list.yaml': '- target\n- accounts\n',
  'not-yaml.yaml': 'target: 127.0.0.1:1\n\taccounts: [\n',
  'no-target.yaml': 'accounts:\n  - { id: 1, role: member, token: aaaa }\n',
  'wrong.yaml': `target: 127.0.0.1:99999
limit:
  messages-per-minute: 12
limits:
  mesages-per-minute: 12
  messages-per-hour: -1
timing:
  answer-ms: soon
accounts:
  - { id: 1, role: membre, token: aaaa }
  - { id: one, token: 12 }
`,
  'own-words.yaml': `name: Own words
commands:
  SEND_MSG: { rename: { recipient: to }, add: { n: '{nonsense}' } }
  SND_MSG: { called: SEND }
`,
  'dialects.yaml': `target: 127.0.0.1:1
dialect:
  name: own-words
  commands:
    UPDT_MSG: { add: { message-length: '{character}' } }
    LOGIN: { rename: { api-token: api-token }, order: [token] }
`,
  'no-dialect.yaml': `target: 127.0.0.1:1
dialect: feild
`,
  'known.yaml': `- case: send/ok
  reson: because
- { case: send/ok, reason: x, expires: soon }
- { case: send/ok, reason: x }
`,
  'twice.yaml': `target: 127.0.0.1:1
accounts:
  - { id: 1, role: member, token: aaaa }
  - { id: 1, role: pro, token: bbbb }
  - { id: 2, role: pro, token: aaaa }
`,
};

const folder = temporaryFolder();
for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder.path, name), content);
mkdirSync(join(folder.path, 'folder'));
afterAll(() => folder[Symbol.dispose]());

/** Nobody listens there: what is wrong is told before anything is tried. */
const TARGET = '--target 127.0.0.1:1';

const IN_OTHER_TOPICS = ['own-words.yaml', 'dialects.yaml', 'no-dialect.yaml', 'known.yaml'];

/** What is told each of these, the golden file of the same name shows; UPDATE_GOLDEN=1 rewrites it. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  options: [
    'check --trget 127.0.0.1:1',
    'chek',
    `check ${TARGET} --jobs 0 --patience -1 --timeout long --database nonsense --report jsno --report json= ` +
      '--report json=folder --report json=not/there/report.json --account member --account membre:one:aaaa',
    `check ${TARGET} --account member:1:aaaa --account pro:1:aaaa`,
    'check --account member:1:aaaa --database nonsense',
    'check --database postgres://somebody:hush@127.0.0.1:1/chat',
  ],
  targets: [
    'check --target nowhere',
    'check --target 127.0.0.1:99999',
    'check --target http://localhost:4242',
  ],
  profiles: [
    'not-there.yaml',
    'folder',
    ...Object.keys(FILES).filter((file) => !IN_OTHER_TOPICS.includes(file)),
  ].map((file) => `check --profile ${file}`),
  baselines: [
    `check ${TARGET} --baseline known.yaml`,
    `check ${TARGET} --baseline not-there.yaml --jobs 0`,
    `check ${TARGET} --baseline binary.yaml`,
    `check ${TARGET} --update-baseline`,
    `check ${TARGET} --baseline folder --update-baseline`,
    `check ${TARGET} --baseline not/there/known.yaml --update-baseline`,
    `check ${TARGET} --baseline known.yaml --update-baseline`,
  ],
  dialects: [
    `check ${TARGET} --dialect feild`,
    `check ${TARGET} --dialect not-there.yaml --jobs 0`,
    `check ${TARGET} --dialect own-words.yaml`,
    'check --dialect field',
    'check --profile dialects.yaml',
    'check --profile no-dialect.yaml',
  ],
  choices: ['check --only nosuchthing logn/ok M99 --skip bann', 'check --only login --skip login'],
};

describe.concurrent('bad input is told whole, each mistake with its cure, and nothing is started', () => {
  test.each(Object.entries(TOPICS))('%s', async (topic, stories) => {
    const told: string[] = [];
    for (const story of stories) {
      const { code, stdout, stderr } = await runCli(story.split(' '), { cwd: folder.path });
      told.push(`$ tchatator-check ${story}\n${stdout}${stderr}exit ${String(code)}\n`);
    }
    const golden = new URL(`golden/bad-${topic}.txt`, import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told.join('\n'));
    expect(told.join('\n')).toBe(readFileSync(golden, 'utf8'));
  });
});
