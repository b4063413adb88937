import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { axesFile } from '../spec/axes-schema.ts';
import type { CommandOptions } from '../spec/step.ts';
import { PHASES, type Case } from './case.ts';
import { expand } from './expand.ts';
import { caseOf, SPEC } from './golden/records.ts';

/** What these axes make of these scenes. */
function expanded(text: string): Case[] {
  const source: unknown = parse(text);
  const { scenes, axes } = axesFile.parse(source);
  const placed = axes.map((axis, index) => ({ ...axis, file: 'axes.yaml', line: 10 * (index + 1) }));
  return expand({ ...SPEC, axes: { scenes, axes: placed }, cases: [] });
}

/** The options of the one command of a case. */
function options(each: Case | undefined): CommandOptions | undefined {
  const step = each?.steps.find(({ kind }) => kind === 'command');
  return step?.kind === 'command' ? step.options : undefined;
}

const SCENES = `
scenes:
  send:
    area: send
    command: SEND_MSG
    actor: member
    other: member2
    before: [member LOGIN, pro LOGIN]
    options: { to: pro, content: 'Salut {unique}', with: { message-length: '5' } }
    effect: [pro poll: { misses: [] }]
    no-effect: [pro alive]
  leave:
    area: disconnected
    command: DISCONNECTED
    actor: user
    other: user2
    options: { expect: anything }
  ban-denied:
    area: ban
    command: BAN_USER
    actor: member
    other: member2
    options: { to: user }
    answer: 403
`;

describe('an axis', () => {
  test('makes a case for each scene and value, by name', () => {
    const cases = expanded(`${SCENES}
axes:
  - id: '{area}/missing/{value}'
    title: '{command} without {value} is malformed'
    clauses: [S2, T23]
    why: 'of {value}'
    over: [send, leave, ban-denied]
    values: parameters
    except: [send/missing/content]
    steps:
      - step: { without: ['{value}'], malformed: true, expect: [416, close] }`);
    expect(cases.map(({ id, title }) => [id, title])).toEqual([
      ['send/missing/token', 'SEND_MSG without token is malformed'],
      ['send/missing/recipient-id', 'SEND_MSG without recipient-id is malformed'],
      ['send/missing/message-length', 'SEND_MSG without message-length is malformed'],
      ['ban/missing/token', 'BAN_USER without token is malformed'],
      ['ban/missing/user-id', 'BAN_USER without user-id is malformed'],
    ]);
    expect(options(cases[0])).toMatchObject({ without: ['token'], to: 'pro', expect: [416, 'close'] });
    expect(cases[0]).toMatchObject({
      why: 'of token',
      clauses: ['S2', 'T23'],
      level: 'must',
      file: 'axes.yaml',
      line: 10,
    });
  });

  test('of ids takes ids and lengths alone', () => {
    const cases = expanded(`${SCENES}
axes:
  - id: '{area}/{value}/letters'
    title: '{command} with letters for {value}'
    clauses: [S3]
    over: [send, ban-denied]
    values: ids
    steps:
      - step: { with: { '{value}': '{right}abc' }, malformed: true }`);
    expect(cases.map(({ id }) => id)).toEqual([
      'send/recipient-id/letters',
      'send/message-length/letters',
      'ban/user-id/letters',
    ]);
    expect(cases.map((each) => options(each)?.with)).toEqual([
      { 'message-length': '5', 'recipient-id': '{right}abc' },
      { 'message-length': '{right}abc' },
      { 'user-id': '{right}abc' },
    ]);
  });

  test('puts the parts of the scene where it names them, and fills in its own words alone', () => {
    const [made] = expanded(`${SCENES}
axes:
  - id: '{area}/before-login'
    title: '{command} before LOGIN'
    clauses: [A1]
    over: [send]
    steps:
      - before
      - '{actor} leave'
      - step: { token: '{other}', no-colon: '{last-parameter}' }
        on: 2
      - effect
      - no-effect
      - guest write: { bytes: '{unknown-token} {command}' }`);
    expect(
      made?.steps.map((step) =>
        'who' in step ? `${step.who.actor}@${step.who.connection} ${step.kind}` : '',
      ),
    ).toEqual([
      'member@1 command',
      'pro@1 command',
      'member@1 leave',
      'member@2 command',
      'pro@1 poll',
      'pro@1 alive',
      'guest@1 write',
    ]);
    expect(made?.steps[3]).toMatchObject({
      options: { token: 'member2', 'no-colon': 'content', content: 'Salut {unique}', expect: 200 },
    });
    expect(made?.steps[6]).toMatchObject({ options: { bytes: '{unknown-token} SEND_MSG' } });
  });

  test.each([
    ['send', '{}', 200],
    ['ban-denied', '{}', 403],
    ['leave', '{}', 'anything'],
    ['send', '{ expect: [416, close] }', [416, 'close']],
  ])('%s with %s: what is due is what the step says, else the scene, else its answer', (scene, step, due) => {
    const [made] = expanded(`${SCENES}
axes:
  - id: '{area}/one'
    title: '{command} as it is'
    clauses: [T7]
    over: [${scene}]
    steps: [step: ${step}]`);
    expect(made?.steps).toMatchObject([{ options: { expect: due } }]);
  });

  test('of words makes one case for each; placeholders may stand in keys', () => {
    const cases = expanded(`${SCENES}
axes:
  - id: '{area}/cut/{value}'
    title: '{command} cut {value}'
    clauses: [T7]
    over: [send]
    values: [in-name, after-name]
    steps:
      - step: { delivery: { cut: '{value}' } }
  - id: '{area}/by-{actor}'
    title: '{command} by {actor}'
    clauses: [T7]
    over: [send]
    steps: ['{actor} connect', '{other} connect']`);
    expect(cases.map(({ id }) => id)).toEqual(['send/cut/in-name', 'send/cut/after-name', 'send/by-member']);
    expect(options(cases[1])?.delivery).toEqual({ cut: 'after-name' });
  });

  test('that names no scene is a mistake of ours', () => {
    const text = `${SCENES}
axes:
  - { id: '{area}/x', title: 'A title of some length', clauses: [T7], over: [sned], steps: [before] }`;
    expect(() => expanded(text)).toThrow('{area}/x names an unknown scene: sned');
  });
});

describe('a case', () => {
  test('is as bound as its first clause', () => {
    expect(caseOf('- guest connect', ['M5', 'M1']).level).toBe('should');
    expect(caseOf('- guest connect', ['M12', 'M1']).level).toBe('may');
  });

  test.each([
    [{}, '- guest connect', 'ordinary'],
    [{ blocks: true }, '- guest connect', 'blocks'],
    [{}, '- pro burst: { to: member, window: minute, judges: within }', 'limits'],
    [{ blocks: true }, '- pro burst: { to: member, window: minute, judges: within }', 'limits'],
    [{ spoils: ['member'] }, '- member LOGIN', 'bans'],
    [{ spoils: ['member'], harm: true }, '- member LOGIN', 'harm'],
  ])('%j with %s is played in the phase of %s', (more, steps, phase) => {
    expect(caseOf(steps, ['M1'], more).phase).toBe(phase);
  });

  test('keeps what is written with it', () => {
    const more = {
      aliases: ['area/old'],
      hint: 'look there',
      needs: ['send/ok'],
      requires: ['message-ids'],
      alone: true,
    };
    expect(caseOf('- member LOGIN', ['M1'], more)).toMatchObject({
      ...more,
      id: 'area/case',
      needs: ['send/ok', 'login/ok'],
      file: 'cases/area/topic.yaml',
      line: 1,
    });
  });
});

describe('the specification', () => {
  const cases = expand(SPEC);
  const phaseOf = new Map(cases.map(({ id, phase }) => [id, PHASES.indexOf(phase)]));

  test('has no case that rests on one of a later phase, for it would never be played', () => {
    const late = cases.filter(({ needs, phase }) =>
      needs.some((id) => (phaseOf.get(id) ?? Infinity) > PHASES.indexOf(phase)),
    );
    expect(late.map(({ id }) => id)).toEqual([]);
  });

  test('leaves no word of an axis unfilled', () => {
    const words = /\{(?:area|command|actor|other|value|last-parameter)\}/;
    expect(cases.filter((each) => words.test(JSON.stringify(each))).map(({ id }) => id)).toEqual([]);
  });

  test('says of whoever is blocked that he is, and plays it later', () => {
    const blocking = cases.filter(({ accounts }) => accounts.some(({ blocked }) => blocked === true));
    expect(blocking.filter(({ phase }) => phase === 'ordinary').map(({ id }) => id)).toEqual([]);
  });
});
