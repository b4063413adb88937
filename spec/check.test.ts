import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { protocolFile, type Clause, type Protocol } from './clause-schema.ts';
import { checkSpec } from './check.ts';
import type { ExpandedCase } from './expanded-case.ts';
import type { Spec } from './load.ts';
import { parseStep } from './step.ts';

const protocol = protocolOfSpec();

describe('clauses', () => {
  test('each is asked for, observed or excluded', () => {
    const spec = specOf([
      clause('T1', 'stated'),
      clause('T2', 'implied'),
      clause('T3', 'advised'),
      clause('T6', 'open'),
      clause('T13', 'open'),
      { ...clause('T4', 'stated'), excluded: 'it cannot be asked' },
      { ...clause('T14', 'open'), excluded: 'learnt before the first case' },
    ]);
    const cases = [
      caseOf('a/one', { clauses: ['T1'] }),
      caseOf('a/two', { clauses: ['T13'], steps: [{ 'member LOGIN': { observe: { '200': 'yes' } } }] }),
    ];
    expect(linesOf(spec, cases)).toEqual([
      'clauses.yaml:2 clause T2 is a must, and no case asks for it (write a case, or say in "excluded" why there is none)',
      'clauses.yaml:3 clause T3 is a should, and no case asks for it (write a case, or say in "excluded" why there is none)',
      'clauses.yaml:4 clause T6 is open, and no case observes what the server chose (write a case with "observe", or say in "excluded" why there is none)',
    ]);
  });

  test('a step, an alternative, a pipeline or a group asks for a clause too', () => {
    const spec = specOf(['T1', 'T2', 'T3', 'T4', 'T5', 'T7', 'T8'].map((id) => clause(id, 'stated')));
    const commands = [{ LOGIN: {} }, { NEW_CHG_AVAILABLE: {} }];
    const steps: unknown[] = [
      { 'member LOGIN': { clause: 'T2' } },
      { 'member LOGIN': { expect: [200, { is: 403, verdict: 'break', clause: 'T3' }] } },
      { 'member pipeline': { commands, clause: 'T4' } },
      { together: ['member LOGIN', 'pro LOGIN'], clause: 'T5' },
      { 'member poll': { clause: 'T7' } },
      { 'member write': { bytes: 'LOGIN\n', clause: 'T8' } },
    ];
    expect(linesOf(spec, [caseOf('a/one', { clauses: ['T1'], steps })])).toEqual([]);
  });

  test('an open clause needs an observation of its own', () => {
    const spec = specOf([clause('T1', 'stated'), clause('T6', 'open'), clause('T13', 'open')]);
    const steps = [{ 'member LOGIN': { clause: 'T6', observe: { '200': 'yes' } } }];
    expect(linesOf(spec, [caseOf('a/one', { clauses: ['T1', 'T13'], steps })])).toEqual([
      'clauses.yaml:3 clause T13 is open, and no case observes what the server chose (write a case with "observe", or say in "excluded" why there is none)',
    ]);
  });

  test('an excluded clause is asked for by nobody', () => {
    const spec = specOf([{ ...clause('T1', 'stated'), excluded: 'it cannot be asked' }]);
    expect(linesOf(spec, [caseOf('a/one', { clauses: ['T1'] })])).toEqual([
      'clauses.yaml:1 clause T1 is excluded, but a case asks for it (remove "excluded", or the clause from the case)',
    ]);
  });

  test('a clause that is named exists', () => {
    const spec = specOf([clause('T1', 'stated')]);
    const steps = [{ 'member LOGIN': { clause: 'T11' } }];
    expect(linesOf(spec, [caseOf('a/one', { clauses: ['T1', 'M7'], steps })])).toEqual([
      'a.yaml:1 a/one: there is no clause `M7` (remove it)',
      'a.yaml:1 a/one: there is no clause `T11` (did you mean `T1`?)',
    ]);
  });
});

describe('ids and needs', () => {
  test('an id, present or former, belongs to one case', () => {
    const cases = [
      caseOf('a/one', { aliases: ['a/old'] }),
      caseOf('a/two', { line: 9, aliases: ['a/one'] }),
      caseOf('a/old', { line: 17 }),
      caseOf('a/{value}', { line: 25 }),
    ];
    expect(linesOf(simple, cases)).toEqual([
      'a.yaml:9 a/two: `a/one` is already the id of the case at a.yaml:1 (rename one of the two, or leave the double out with "except")',
      'a.yaml:17 a/old: `a/old` is already the id of the case at a.yaml:1 (rename one of the two, or leave the double out with "except")',
      'a.yaml:25 a/{value}: `a/{value}` is not a slug such as send/content/colons (rename it)',
    ]);
  });

  test('a case needs cases that are there', () => {
    const cases = [
      caseOf('a/one', { aliases: ['a/old'], needs: ['zzz/zzz'] }),
      caseOf('a/two', { line: 2, needs: ['a/old'] }),
      caseOf('a/three', { line: 3, needs: ['a/oen'] }),
      caseOf('a/four', { line: 4, needs: ['zzz/zzz'] }),
    ];
    expect(linesOf(simple, cases)).toEqual([
      'a.yaml:1 a/one: it needs `zzz/zzz`, and no case has that id; so do 1 more (write that case, or remove the need)',
      'a.yaml:2 a/two: it needs `a/old`, and no case has that id (write `a/one`)',
      'a.yaml:3 a/three: it needs `a/oen`, and no case has that id (write `a/one`)',
    ]);
  });

  test('no case needs itself, by whatever detour', () => {
    const cases = [
      caseOf('a/entry', { needs: ['a/one'] }),
      caseOf('a/one', { line: 2, needs: ['a/two'] }),
      caseOf('a/two', { line: 3, needs: ['a/three', 'a/four'] }),
      caseOf('a/three', { line: 4, needs: ['a/one'] }),
      caseOf('a/four', { line: 5, needs: [] }),
      caseOf('a/self', { line: 6, needs: ['a/self'] }),
    ];
    expect(linesOf(simple, cases)).toEqual([
      'a.yaml:2 a/one: its needs go in a circle: a/one → a/two → a/three → a/one (take one of these needs away)',
      'a.yaml:6 a/self: its needs go in a circle: a/self → a/self (take one of these needs away)',
    ]);
  });
});

describe('steps', () => {
  const sends = { 'member SEND_MSG': { to: 'pro', content: 'é', as: 'm' } };

  test.each<[string, unknown[], string]>([
    [
      'a message is sent before it is updated',
      [{ 'member UPDT_MSG': { message: 'm' } }],
      'step 1: no message `m` was sent before (name the message where it is sent: `as: m`)',
    ],
    [
      'a message is sent before it is seen',
      [sends, { 'pro poll': { sees: [{ new_message: 'n' }] } }],
      'step 2: no message `n` was sent before (write m)',
    ],
    [
      'a message is sent before it is missed',
      [sends, { 'pro poll': { misses: ['m', { message_deleted: 'mm' }] } }],
      'step 2: no message `mm` was sent before (write m)',
    ],
    [
      'a message is sent before it is looked for',
      [sends, { 'guest look': { stored: ['m', { message: 'mm', content: 'x' }] } }],
      'step 2: no message `mm` was sent before (write m)',
    ],
    [
      'a look looks for something',
      [sends, 'guest look'],
      'step 2: this looks for nothing (give `stored`, `missing`, `unchanged` or `deleted`)',
    ],
    [
      'only what is stored is stored once',
      [sends, { 'guest look': { missing: ['m'], once: true } }],
      'step 2: `once` says how a message that is stored is judged, and none is looked for (add `stored`, or remove `once`)',
    ],
    [
      'only what is stored has fields and content',
      [sends, { 'guest look': { missing: ['m'], judges: ['content'] } }],
      'step 2: `judges` says how a message that is stored is judged, and none is looked for (add `stored`, or remove `judges`)',
    ],
    [
      'what is unchanged was found before',
      [sends, { 'guest look': { unchanged: ['m'] } }],
      'step 2: there is nothing to compare `m` with (look before what might change it: `stored: [m]`)',
    ],
    [
      'what is deleted was found before',
      [sends, { 'guest look': { deleted: ['m'] } }],
      'step 2: there is nothing to compare `m` with (look before what might change it: `stored: [m]`)',
    ],
    [
      'nothing is seen of what happens at the same moment',
      [sends, { together: ['member@2 LOGIN', { 'guest look': { stored: ['m'] } }] }],
      'step 2: a look sees what has come of the steps before it, and these happen at the same moment (look behind them, in a step of its own)',
    ],
    [
      'what happens together does not come before',
      [{ together: [sends, { 'member@2 DEL_MSG': { message: 'm' } }] }],
      'step 1: no message `m` was sent before (name the message where it is sent: `as: m`)',
    ],
    [
      'LOGIN is to nobody',
      [{ 'member LOGIN': { to: 'pro' } }],
      'step 1: LOGIN has no recipient-id or user-id for `to` to fill in (remove `to`, or set the parameter with `with`)',
    ],
    [
      'DISCONNECTED has no token',
      [{ 'member DISCONNECTED': { token: 'pro' } }],
      'step 1: DISCONNECTED has no api-token or token for `token` to fill in (remove `token`, or set the parameter with `with`)',
    ],
    [
      'only a message sent has a name',
      [sends, { 'member UPDT_MSG': { message: 'm', as: 'n' } }],
      'step 2: UPDT_MSG sends no message to name (remove `as`)',
    ],
    [
      'only a LOGIN waits for the release of its user',
      [{ 'member SEND_MSG': { to: 'pro', eventually: 'released' } }],
      'step 1: `eventually` is for LOGIN (remove it)',
    ],
    [
      'a guest has no id',
      [{ 'member SEND_MSG': { to: 'guest2' } }],
      'step 1: `to` names a guest, who has no account (name another actor, or leave out `to` for one that belongs to nobody)',
    ],
    [
      'a parameter that is set is one of the command',
      [{ 'member SEND_MSG': { with: { 'recipent-id': '1' } } }],
      'step 1: SEND_MSG has no parameter `recipent-id` (did you mean `recipient-id`?)',
    ],
    [
      'a parameter that is left out is one of the command',
      [{ 'member LOGIN': { without: ['token'], malformed: true } }],
      'step 1: LOGIN has no parameter `token` (write api-token)',
    ],
    [
      'parameters that are ordered are those of the command',
      [{ 'member DEL_MSG': { order: ['message-id', 'content'] } }],
      'step 1: DEL_MSG has no parameter `content` (write one of token, message-id)',
    ],
    [
      'the line without a colon is one of the command',
      [{ 'member LOGIN': { 'no-colon': 'token', malformed: true } }],
      'step 1: LOGIN has no parameter `token` (write api-token)',
    ],
    [
      'a command that lacks a parameter says so',
      [{ 'member LOGIN': { without: ['api-token'] } }],
      'step 1: the command lacks a parameter (say that it is meant so: `malformed: true`)',
    ],
    [
      'a command with a line without a colon says so',
      [{ 'member LOGIN': { 'no-colon': 'api-token' } }],
      'step 1: the command lacks a parameter (say that it is meant so: `malformed: true`)',
    ],
    [
      'a whole command is not ended by the next',
      [{ 'member LOGIN': { delivery: 'next' } }],
      'step 1: `next` is for a command that lacks something (use `followed`)',
    ],
    [
      'a broken command has no right answer to its follower',
      [{ 'member LOGIN': { delivery: 'followed', malformed: true } }],
      'step 1: `followed` is for a command that lacks nothing (use `next`)',
    ],
    [
      'a command without parameters is not cut in one',
      [{ 'member DISCONNECTED': { delivery: { cut: 'in-value' } } }],
      'step 1: DISCONNECTED has no parameters to cut in-value (cut in-name or after-name)',
    ],
    [
      'a character of one byte is not cut',
      [{ 'member SEND_MSG': { content: 'e', delivery: { cut: 'in-character' } } }],
      'step 1: no character of several bytes is there to be cut (write one into the content, such as é)',
    ],
    [
      'a command in a pipeline is a command like any other',
      [{ 'member pipeline': { commands: [{ LOGIN: {} }, { LOGIN: { as: 'm' } }] } }],
      'step 1: LOGIN sends no message to name (remove `as`)',
    ],
    [
      'something is written',
      [{ 'guest write': { then: 'x' } }],
      'step 1: there is nothing to write (give one of `bytes`, `hex` and `repeat`; what comes behind goes into `then`)',
    ],
    [
      'one thing is written',
      [{ 'guest write': { bytes: 'x', hex: '00' } }],
      'step 1: it is not clear what to write (give one of `bytes`, `hex` and `repeat`; what comes behind goes into `then`)',
    ],
    [
      'bytes are not cut like a command',
      [{ 'guest write': { bytes: 'x', delivery: { cut: 'in-name' } } }],
      'step 1: bytes written by hand have no places to cut, and nothing is sent behind them (deliver them whole, byte-by-byte or half-close)',
    ],
    [
      'a message in bytes is named and told',
      [{ 'guest write': { bytes: 'x', as: 'm' } }],
      'step 1: the message in the bytes needs a name and its content (give both `as` and `carries`, or neither)',
    ],
    [
      'once is about what is seen',
      [sends, { 'pro poll': { misses: ['m'], once: true } }],
      'step 2: `once` says how a change that is seen is judged, and none is (add `sees`, or remove `once`)',
    ],
    [
      'content is judged on what is seen',
      [{ 'pro poll': { judges: ['no-token', 'content'] } }],
      'step 1: `content` says how a change that is seen is judged, and none is (add `sees`, or remove `content`)',
    ],
    [
      'a guest sends no burst',
      [{ 'guest burst': { to: 'pro', window: 'minute', judges: 'spend' } }],
      'step 1: a guest has no account to send from (name an actor with an account)',
    ],
    [
      'a guest receives no burst',
      [{ 'pro burst': { to: 'guest', window: 'minute', judges: 'spend' } }],
      'step 1: `to` names a guest, who has no account (name an actor with an account)',
    ],
    [
      'of two steps three cannot be answered 200',
      [{ together: ['member LOGIN', 'member@2 LOGIN'], exactly: { '200': 3 } }],
      'step 1: of 2 steps, 3 cannot be answered 200 (write a number from 0 to 2)',
    ],
    [
      'a connection does one thing at a time',
      [{ together: ['member LOGIN', { 'member@1 LOGIN': {} }, 'member@2 LOGIN'] }],
      'step 1: member@1 cannot do several things at the same moment (give each step a connection of its own, or use a pipeline)',
    ],
    [
      'a step that happens together with others is a step like any other',
      [{ together: ['member LOGIN', { 'guest write': {} }] }],
      'step 1: there is nothing to write (give one of `bytes`, `hex` and `repeat`; what comes behind goes into `then`)',
    ],
    [
      'a placeholder stands for something',
      [{ 'member SEND_MSG': { content: '{uniqe} {"a":1} { x } {m.id}' } }],
      'step 1: the placeholder `{uniqe}` stands for nothing (did you mean `unique`?) | step 1: the placeholder `{m.id}` stands for nothing (write one of unique, limit, fill:limit, fill:limit+1, accents:limit, right, characters, unknown-id, unknown-token, text:12, member.id, member.token)',
    ],
    [
      'a guest has nothing to fill in',
      [{ 'guest write': { bytes: 'LOGIN\napi-token:{guest.token}\n' } }],
      'step 1: the placeholder `{guest.token}` stands for nothing (write one of unique, limit, fill:limit, fill:limit+1, accents:limit, right, characters, unknown-id, unknown-token, text:12, member.id, member.token)',
    ],
  ])('%s', (_, steps, expected) => {
    const lines = linesOf(simple, [caseOf('a/one', { steps })]);
    expect(lines.join(' | ').replaceAll('a.yaml:1 a/one: ', '')).toBe(expected);
  });

  test.each<[string, unknown[]]>([
    [
      'a message named before',
      [sends, { 'member DEL_MSG': { message: 'm' } }, { 'pro poll': { misses: ['m'] } }],
    ],
    [
      'a message named in a burst',
      [
        { 'member burst': { to: 'pro', window: 'minute', judges: 'beyond', as: 'b' } },
        { 'pro poll': { misses: ['b'] } },
      ],
    ],
    [
      'a message named in a pipeline',
      [
        { 'member pipeline': { commands: [{ LOGIN: {} }, { SEND_MSG: { as: 'm' } }] } },
        { 'pro poll': { sees: [{ new_message: 'm' }] } },
      ],
    ],
    [
      'an unknown parameter in a malformed command',
      [{ 'member LOGIN': { with: { colour: 'red' }, malformed: true } }],
    ],
    [
      'an unknown parameter where the protocol is silent',
      [{ 'member LOGIN': { with: { colour: 'red' }, clause: 'T17' } }],
    ],
    [
      'an added parameter in its place',
      [{ 'member LOGIN': { with: { colour: 'red' }, order: ['colour', 'api-token'], clause: 'T17' } }],
    ],
    [
      'a character of two bytes cut',
      [{ 'member SEND_MSG': { content: 'é', delivery: { cut: 'in-character' } } }],
    ],
    [
      'a missing parameter that the next command shows',
      [{ 'member LOGIN': { without: ['api-token'], malformed: true, delivery: 'next' } }],
    ],
    [
      'placeholders',
      [sends, { 'guest write': { bytes: '{unique} {text:7} {member2.token:prefix} {pro.id} {m.id}' } }],
    ],
    [
      'a message named in bytes',
      [{ 'guest write': { bytes: 'x', as: 'm', carries: 'x' } }, { 'pro poll': { misses: ['m'] } }],
    ],
    ['bytes with more behind them', [{ 'guest write': { hex: '00', then: 'x' } }]],
    ['tokens looked for in whatever comes', [{ 'pro poll': { judges: ['no-token', 'no-forgery'] } }]],
  ])('nothing is wrong with %s', (_, steps) => {
    expect(linesOf(simple, [caseOf('a/one', { steps })])).toEqual([]);
  });
});

const simple = specOf([clause('T1', 'stated'), clause('T17', 'open')]);

function linesOf(spec: Spec, cases: ExpandedCase[]): string[] {
  return checkSpec(spec, cases)
    .filter(({ message }) => spec !== simple || !message.startsWith('clause '))
    .map(({ file, line, message, cure }) => `${file}:${line} ${message} (${cure})`);
}

type Parts = Partial<Pick<ExpandedCase, 'aliases' | 'clauses' | 'needs' | 'line'>> & { steps?: unknown[] };

function caseOf(id: string, { steps = [], ...parts }: Parts): ExpandedCase {
  const plain = { id, aliases: [], clauses: ['T1'], needs: [], file: 'a.yaml', line: 1 };
  return { ...plain, ...parts, steps: steps.map((step) => parseStep(step)) };
}

function clause(id: string, from: Clause['from']): Clause {
  const level = { stated: 'must', implied: 'must', advised: 'should', open: 'may' } as const;
  return { id, from, level: level[from], text: 'What the clause says.' };
}

function specOf(clauses: Clause[]): Spec {
  const placed = clauses.map((row, index) => ({ ...row, file: 'clauses.yaml', line: index + 1 }));
  return {
    protocol,
    clauses: new Map(placed.map((row) => [row.id, row])),
    axes: { scenes: {}, axes: [] },
    cases: [],
  };
}

function protocolOfSpec(): Protocol {
  return protocolFile.parse(parse(readFileSync(new URL('protocol.yaml', import.meta.url), 'utf8')));
}
