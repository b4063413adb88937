import { describe, expect, test } from 'vitest';
import { dialectAt, dialectNames, readDialect, type ReadDialect } from './read-dialect.ts';
import { readYaml } from './yaml-file.ts';

function read(text: string): ReadDialect {
  const reading = readYaml('own.yaml', text);
  if (reading.kind === 'broken') return { kind: 'problems', problems: reading.problems };
  return dialectAt({ read: reading.read, path: [] }, reading.read.value);
}

function problems(text: string): string[] {
  const found = read(text);
  if (found.kind !== 'problems') return [];
  return found.problems.map(({ line, message, cure }) => `${line}: ${message}; ${cure}`);
}

test.each(dialectNames())('the dialect %s that comes along is right, and called as its file', (name) => {
  expect(readDialect(name)).toMatchObject({
    kind: 'dialect',
    dialect: { name, text: expect.any(String) as string },
  });
});

test('a dialect says what differs, and nothing else', () => {
  const text = `name: own
commands:
  SEND_MSG: { called: SEND, rename: { recipient-id: receiver-id }, add: { nonce: 'n-{nonce}', v: 2 } }
  DEL_MSG: { order: [message-id, token] }
responses: { keys: { type: kind }, changes: { new_message: NEW } }
`;
  expect(read(text)).toEqual({
    kind: 'dialect',
    dialect: {
      name: 'own',
      commands: {
        SEND_MSG: {
          called: 'SEND',
          rename: { 'recipient-id': 'receiver-id' },
          add: { nonce: 'n-{nonce}', v: '2' },
        },
        DEL_MSG: { rename: {}, add: {}, order: ['message-id', 'token'] },
      },
      responses: { keys: { type: 'kind' }, changes: { new_message: 'NEW' } },
    },
  });
});

test('names may change places', () => {
  const text = 'name: own\ncommands:\n  DEL_MSG: { rename: { token: message-id, message-id: token } }\n';
  expect(read(text).kind).toBe('dialect');
});

describe('what is wrong with a dialect is told, with its line and cure', () => {
  test.each([
    [
      'name: none\ncommands: { LOGIN: { called: AUTH } }',
      ['1: "none" stands for the protocol itself; correct it here'],
    ],
    ['commands: { LOGIN: { called: AUTH } }', ['1: `name` is missing; add it: text']],
    ['name: own', ['1: this dialect departs from nothing; say what differs, or leave it out']],
    [
      'name: own\ncommands:\n  SND_MSG: { called: X }',
      ['3: unknown key `SND_MSG`; did you mean `SEND_MSG`?'],
    ],
    [
      'name: own\ncommands:\n  LOGIN: { renames: { api-token: key } }',
      ['3: unknown key `renames`; did you mean `rename`?'],
    ],
    [
      'name: own\ncommands:\n  SEND_MSG:\n    rename: { reciever-id: to }',
      ['4: SEND_MSG has no parameter `reciever-id`; did you mean `recipient-id`?'],
    ],
    [
      'name: own\ncommands:\n  SEND_MSG:\n    rename: { recipient-id: recipient-id }',
      ['4: `recipient-id` is the protocol’s own name; remove it'],
    ],
    [
      'name: own\ncommands:\n  SEND_MSG:\n    rename: { recipient-id: content }',
      ['4: `content` stands for something else as well; give each a name of its own'],
    ],
    [
      'name: own\ncommands:\n  SEND_MSG:\n    add: { Message_Length: 1 }',
      ['4: `Message_Length` stands for something else as well; give each a name of its own'],
    ],
    [
      'name: own\ncommands:\n  SEND_MSG:\n    rename: { recipient-id: "a b" }',
      [
        '4: `recipient-id` cannot be "a b"; write a name of ASCII letters, digits and signs, without spaces and colons, at most 64',
      ],
    ],
    [
      'name: own\ncommands:\n  BLOCK_USER:\n    add: { for: "{own_id}", n: "{characters}", c: "{content}" }',
      [
        '4: `{own_id}` stands for nothing in BLOCK_USER; did you mean `own-id`?',
        '4: `{characters}` stands for nothing in BLOCK_USER; write one of own-id, nonce, token, user-id',
        '4: `{content}` stands for nothing in BLOCK_USER; write one of own-id, nonce, token, user-id',
      ],
    ],
    [
      'name: own\ncommands:\n  UPDT_MSG:\n    add: { v: 1 }\n    order: [tokn, v, v]',
      ['5: UPDT_MSG has no parameter `tokn` there; did you mean `token`?', '5: `v` stands twice; keep one'],
    ],
    [
      'name: own\ncommands:\n  UPDT_MSG: { called: SEND_MSG }\n  DEL_MSG: { called: DEL }\n  LOGIN: { called: DEL }',
      [
        '3: `SEND_MSG` stands for something else as well; give each a name of its own',
        '4: `DEL` stands for something else as well; give each a name of its own',
      ],
    ],
    [
      'name: own\nresponses:\n  keys: { type: message }\n  changes: { new_message: X, message_updated: x }',
      [
        '3: `message` stands for something else as well; give each a name of its own',
        '4: `x` stands for something else as well; give each a name of its own',
      ],
    ],
  ])('%j', (text, told) => {
    expect(problems(text)).toEqual(told);
  });
});

describe('a dialect is read', () => {
  test('from a file, seen from a folder', () => {
    expect(readDialect('field.yaml', new URL('dialects', import.meta.url).pathname)).toEqual(
      readDialect('field'),
    );
  });

  test.each([
    ['feild', 'no dialect of that name comes along, and there is no such file; did you mean field?'],
    ['quite-another', 'no dialect of that name comes along, and there is no such file; there is field'],
    ['.', 'cannot be read: EISDIR'],
    ['./not-there.yaml', 'there is no such file'],
  ])('or told not to be there: %s', (name, why) => {
    expect(readDialect(name)).toEqual({ kind: 'unknown', why });
  });
});
