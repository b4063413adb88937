import { describe, expect, test } from 'vitest';
import { expand } from './expand.ts';
import { caseOf, SPEC } from './golden/records.ts';

function needs(steps: string, id = 'area/case'): readonly string[] {
  return caseOf(steps, ['M1'], { id }).needs;
}

describe('what steps take for granted', () => {
  test.each<[string, string[]]>([
    ['- member LOGIN', ['login/ok']],
    ['- member LOGIN\n- pro LOGIN', ['login/ok']],
    ['- member LOGIN: { expect: 200 }', []],
    ['- member LOGIN: { expect: anything, observe: { 200: in } }', []],
    ['- member SEND_MSG: { to: pro, content: a }', ['send/ok']],
    ['- member UPDT_MSG: { message: m, content: a }', ['update/ok']],
    ['- member DEL_MSG: { message: m }', ['delete/ok']],
    ['- pro BLOCK_USER: { to: member }', ['block/by-pro']],
    ['- admin BAN_USER: { to: member }', ['ban/by-admin']],
    ['- member DISCONNECTED', []],
    ['- member NEW_CHG_AVAILABLE', []],
    ['- member leave', ['disconnected/frees-user']],
    ['- pro poll: { sees: [{ new_message: m }] }', ['poll/new-message']],
    ['- pro poll: { sees: [{ message_updated: m }] }', ['update/ok']],
    ['- pro poll: { sees: [{ message_deleted: m }] }', ['delete/ok']],
    ['- pro poll: { misses: [m] }', ['poll/new-message']],
    ['- pro burst: { to: member, window: minute, judges: within }', ['send/ok']],
    [
      '- member pipeline: { commands: [LOGIN: {}, SEND_MSG: { to: pro, content: a }] }',
      ['login/ok', 'send/ok'],
    ],
    ['- together: [member LOGIN, pro SEND_MSG: { to: member, content: a }]', ['login/ok', 'send/ok']],
    ['- together: [user LOGIN, user@2 LOGIN]\n  exactly: { 200: 1 }', []],
    ['- guest look: { missing: [m] }', ['stored/message']],
    ['- guest connect\n- guest close\n- guest alive\n- guest wait: { for: gap }', []],
  ])('%j', (steps, expected) => {
    expect(needs(steps)).toEqual(expected);
  });
});

describe('a case that others take for granted', () => {
  test('does not rest on itself, or on what rests on it', () => {
    const steps =
      '- member LOGIN\n- member SEND_MSG: { to: pro, content: a }\n- pro poll: { sees: [{ new_message: m }] }';
    expect(needs(steps, 'login/ok')).toEqual([]);
    expect(needs(steps, 'send/ok')).toEqual(['login/ok']);
    expect(needs(steps, 'poll/new-message')).toEqual(['login/ok', 'send/ok']);
    expect(needs(steps, 'update/ok')).toEqual(['login/ok', 'send/ok', 'poll/new-message']);
    expect(needs(`${steps}\n- guest look: { stored: [m] }`, 'stored/message')).toEqual([
      'login/ok',
      'send/ok',
    ]);
  });

  test('is a case of the specification', () => {
    const ids = new Set(expand(SPEC).map(({ id }) => id));
    const granted = new Set(expand(SPEC).flatMap((each) => each.needs));
    expect([...granted].filter((id) => !ids.has(id))).toEqual([]);
  });
});
