import { describe, expect, test } from 'vitest';
import { parseStep, parseWho } from './step.ts';

const member = { actor: 'member', connection: 1, role: 'member' };

describe('parseWho', () => {
  test.each([
    ['member', { actor: 'member', connection: 1, role: 'member' }],
    ['pro2', { actor: 'pro2', connection: 1, role: 'pro' }],
    ['admin@3', { actor: 'admin', connection: 3, role: 'admin' }],
    ['user12@2', { actor: 'user12', connection: 2, role: 'any' }],
    ['guest', { actor: 'guest', connection: 1, role: 'none' }],
  ])('%s', (text, who) => {
    expect(parseWho(text)).toEqual(who);
  });

  test('throws for what names nobody', () => {
    expect(() => parseWho('mallory')).toThrow(
      '`mallory` does not name an actor, such as member, pro2 or user@2',
    );
  });
});

describe('parseStep', () => {
  test('reads a bare command', () => {
    expect(parseStep('member LOGIN')).toEqual({
      kind: 'command',
      who: member,
      command: 'LOGIN',
      options: {},
    });
  });

  test('reads a command with options and fills what they leave out', () => {
    expect(parseStep({ 'member SEND_MSG': { to: 'pro', as: 'm', expect: [200, { is: 416 }] } })).toEqual({
      kind: 'command',
      who: member,
      command: 'SEND_MSG',
      options: { to: 'pro', as: 'm', expect: [200, { is: 416, verdict: 'pass' }] },
    });
  });

  test('reads a write by its own options, though a command would accept them too', () => {
    expect(parseStep({ 'guest@2 write': { malformed: true } })).toEqual({
      kind: 'write',
      who: { actor: 'guest', connection: 2, role: 'none' },
      options: { malformed: true, counts: 1 },
    });
  });

  test.each(['connect', 'half-close', 'leave', 'close', 'reset'])('reads %s', (action) => {
    expect(parseStep(`member ${action}`)).toEqual({ kind: action, who: member });
  });

  test.each([
    ['poll', { sees: [{ new_message: 'm', content: 'x' }], once: true }],
    ['burst', { to: 'pro', window: 'minute', judges: 'beyond' }],
    ['wait', { for: 'half-idle' }],
    ['alive', { clause: 'T12' }],
  ] as const)('reads %s', (action, options) => {
    expect(parseStep({ [`member ${action}`]: options })).toEqual({ kind: action, who: member, options });
  });

  test('reads a pipeline in order', () => {
    const commands = [{ LOGIN: {} }, { SEND_MSG: { to: 'pro' } }];
    expect(parseStep({ 'member pipeline': { commands, clause: 'T8' } })).toEqual({
      kind: 'pipeline',
      who: member,
      commands: [
        { command: 'LOGIN', options: {} },
        { command: 'SEND_MSG', options: { to: 'pro' } },
      ],
      clause: 'T8',
    });
  });

  test('reads steps that happen together', () => {
    const source = {
      together: ['member LOGIN', { 'member@2 LOGIN': {} }],
      exactly: { '200': 1 },
      clause: 'L7',
    };
    expect(parseStep(source)).toEqual({
      kind: 'together',
      steps: [
        { kind: 'command', who: member, command: 'LOGIN', options: {} },
        { kind: 'command', who: { ...member, connection: 2 }, command: 'LOGIN', options: {} },
      ],
      exactly: { '200': 1 },
      clause: 'L7',
    });
  });

  test('throws for what cannot happen together', () => {
    expect(() => parseStep({ together: ['member LOGIN'] })).toThrow('expected array to have >=2 items');
  });

  test('throws for two verbs in one step', () => {
    expect(() => parseStep({ 'member LOGIN': {}, 'pro LOGIN': {} })).toThrow('a step has one verb');
  });

  test('throws for the options of another verb', () => {
    expect(() => parseStep({ 'member poll': { as: 'm' } })).toThrow('Unrecognized key');
    expect(() => parseStep({ 'member close': { as: 'm' } })).toThrow('Unrecognized key');
    expect(() => parseStep('member wait')).toThrow('for');
  });
});
