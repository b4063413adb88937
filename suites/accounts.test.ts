import { describe, expect, test } from 'vitest';
import type { Need } from '../target/assign.ts';
import { caseOf } from './golden/records.ts';

/** What the steps of a case need, by actor. */
function needs(steps: string, more: object = {}): Record<string, Partial<Need>> {
  const { accounts } = caseOf(steps, ['M1'], more);
  return Object.fromEntries(accounts.map(({ actor, ...need }) => [actor, need]));
}

const NOBODY = { messages: 0, commands: 0, spoilt: false };

describe('who is needed', () => {
  test('is whoever acts, by the role of the name; a guest has no account', () => {
    expect(
      needs('- member LOGIN\n- pro2 LOGIN\n- admin LOGIN\n- user3 LOGIN\n- guest connect'),
    ).toMatchObject({
      member: { role: 'member' },
      pro2: { role: 'pro' },
      admin: { role: 'admin' },
      user3: { role: 'any' },
    });
    expect(needs('- guest connect')).toEqual({});
  });

  test.each([
    '- member SEND_MSG: { to: pro, content: a }',
    '- member SEND_MSG: { token: pro, to: member, content: a }',
    "- member SEND_MSG: { to: member, content: 'x {pro.id}' }",
    "- guest LOGIN: { with: { api-token: '{pro.token:prefix}' } }",
    '- member burst: { to: pro, window: minute, judges: within }',
    '- member pipeline: { commands: [LOGIN: {}, SEND_MSG: { to: pro, content: a }] }',
    '- together: [member LOGIN, member SEND_MSG: { to: pro, content: a }]',
    '- member write: { bytes: "LOGIN\\napi-token:{pro.token}\\n" }',
  ])('is whoever is only named: %s', (steps) => {
    expect(needs(steps).pro).toEqual({ role: 'pro', ...NOBODY });
  });

  test('is one account for all connections of an actor', () => {
    expect(Object.keys(needs('- user LOGIN\n- user@2 LOGIN\n- user@3 connect'))).toEqual(['user']);
  });
});

describe('what is sent', () => {
  test.each<[string, number, number]>([
    ['- member LOGIN', 0, 2],
    ['- member LOGIN\n- member@2 LOGIN', 0, 4],
    ['- member connect', 0, 0],
    ['- member SEND_MSG: { to: pro, content: a }', 1, 2],
    ['- member LOGIN\n- member SEND_MSG: { to: pro, content: a }', 1, 3],
    ['- member LOGIN: { delivery: followed }', 0, 3],
    ['- member LOGIN: { without: [api-token], delivery: next }', 0, 3],
    ['- member leave', 0, 2],
    ['- member poll: { misses: [] }', 0, 3],
    ['- member poll: { sees: [{ new_message: a }, { new_message: b }] }', 0, 5],
    ['- member pipeline: { commands: [LOGIN: {}, SEND_MSG: { to: pro, content: a }] }', 1, 3],
    ['- member write: { bytes: "SEND_MSG\\nSEND_MSG\\n", counts: 4 }', 2, 5],
    ['- together: [member LOGIN, member@2 LOGIN]', 0, 4],
  ])('%j: %i messages, %i commands in all', (steps, messages, commands) => {
    expect(needs(steps).member).toMatchObject({ messages, commands });
  });
});

describe('what is done to an account', () => {
  test('a burst needs it fresh, for the longer of its windows', () => {
    const burst = (window: string): string =>
      `- pro burst: { to: member, window: ${window}, judges: spend }\n`;
    expect(needs(burst('minute')).pro).toMatchObject({ fresh: 'minute' });
    expect(needs(burst('minute') + burst('hour') + burst('minute')).pro).toMatchObject({ fresh: 'hour' });
    expect(needs(burst('minute')).member).toEqual({ role: 'member', ...NOBODY });
  });

  test('a ban spoils it', () => {
    const steps = '- admin LOGIN\n- admin BAN_USER: { to: member }';
    expect(needs(steps, { spoils: ['member'] })).toMatchObject({
      member: { spoilt: true },
      admin: { spoilt: false },
    });
  });

  test.each([
    ['- pro BLOCK_USER: { to: member }', true],
    ['- pro BLOCK_USER: { to: member, expect: 200 }', true],
    ['- pro BLOCK_USER: { to: member, expect: [403, 200] }', true],
    ['- pro BLOCK_USER: { to: member, expect: 403 }', undefined],
    ['- pro BLOCK_USER: { to: member, expect: [416, close] }', undefined],
    ['- admin BAN_USER: { to: member }', undefined],
  ])('%s: blocked %s', (steps, blocked) => {
    expect(needs(steps).member?.blocked).toBe(blocked);
  });
});
