import { describe, expect, test } from 'vitest';
import { expand } from '../expand.ts';
import { caseOf, SPEC } from '../golden/records.ts';
import { explainCase } from './case.ts';
import type { ExplainedStep } from './step.ts';

/** The steps of a case in words: what is done, sent and due, a line each. */
function told(steps: string): string[] {
  const lines = (step: ExplainedStep): string[] => [
    step.does,
    ...step.sends.map((bytes) => `> ${bytes}`),
    ...(step.how === undefined ? [] : [`(${step.how})`]),
    ...step.due.map((words) => `< ${words}`),
    ...step.together.flatMap(lines),
  ];
  return explainCase(caseOf(steps), SPEC).steps.flatMap(lines);
}

const LOGIN = [
  'member LOGIN',
  '> LOGIN\\napi-token:<token of member>\\n',
  '< 200/OK, else the case is blocked',
];

describe('a step', () => {
  test('that is a means must be answered 200', () => {
    expect(told('- member LOGIN')).toEqual(LOGIN);
    expect(told('- member leave')).toEqual([
      'member says DISCONNECTED and closes the connection',
      '> DISCONNECTED\\n',
      '< whatever comes',
    ]);
  });

  test('tells its message, and each alternative with what it means', () => {
    const steps = `
      - member SEND_MSG:
          to: pro
          content: "two\\nlines {unique}"
          as: m
          expect:
            - 200
            - { is: refusal, verdict: not-observable, because: it takes no newlines }
            - { is: silence, verdict: break, clause: T3 }`;
    expect(told(steps)).toEqual([
      'member SEND_MSG, called m',
      '> SEND_MSG\\ntoken:<token of member>\\nrecipient-id:<id of pro>\\nmessage-length:16\\ncontent:two\\nlines <uniq>\\n',
      '< 200/OK, else M1 is broken',
      '< any status but 200/OK: not observable, for it takes no newlines',
      '< no answer: T3 is broken',
    ]);
  });

  test('that observes blames nobody', () => {
    expect(told(`- member LOGIN: { clause: L8, observe: { 200: in, refusal: out } }`).slice(2)).toEqual([
      '< whatever comes is only told (200: "in"; refusal: "out")',
    ]);
    const ids =
      '- member SEND_MSG: { to: pro, content: a, has: [message-id], observe: { yes: told, no: not } }';
    expect(told(ids).at(-1)).toBe('< whether message-id comes is only told (yes: "told"; no: "not")');
  });

  test.each([
    ['half-close', '(with a half-close right behind)'],
    ['byte-by-byte', '(a byte at a time)'],
    ['next', '(with a further LOGIN in the same segment)'],
  ])('tells how its bytes leave: %s', (delivery, how) => {
    expect(told(`- member LOGIN: { delivery: ${delivery}, expect: 200 }`)).toContain(how);
  });

  test('in two segments shows where it is cut, also within what is only known in a run', () => {
    expect(told('- member LOGIN: { delivery: { cut: in-value }, expect: 200 }').slice(1, 4)).toEqual([
      '> LOGIN\\napi-token:<token o',
      '> f member>\\n',
      '(in two segments, a short pause between them)',
    ]);
    const ban = '- admin BAN_USER: { to: member, delivery: { cut: in-value }, expect: 200 }';
    expect(told(ban).slice(1, 3)).toEqual([
      '> BAN_USER\\ntoken:<token of admin>\\nuser-id:<id of member, first half>',
      '> <id of member, second half>\\n',
    ]);
  });

  test('that polls tells what it looks for, and what must not come', () => {
    const steps = `
      - member SEND_MSG: { to: pro, content: a, as: m }
      - pro poll: { sees: [{ new_message: m }], misses: [{ message_updated: m }], once: true, judges: [arrival, fields] }
      - pro poll: { misses: [m], observe: { yes: comes, no: stays away } }`;
    expect(told(steps).slice(3)).toEqual([
      'pro NEW_CHG_AVAILABLE, again until no changes are left',
      '> NEW_CHG_AVAILABLE\\ntoken:<token of pro>\\n',
      '< new_message about m, once, its id, sender and recipient right, else M1 is broken',
      '< no message_updated about m, else M1 is broken',
      'pro NEW_CHG_AVAILABLE, again until no changes are left',
      '> NEW_CHG_AVAILABLE\\ntoken:<token of pro>\\n',
      '< whether a change about m comes is only told (yes: "comes"; no: "stays away")',
    ]);
  });

  test('that looks into the database tells what must be there', () => {
    const steps = `
      - member SEND_MSG: { to: pro, content: a, as: m }
      - guest look:
          { stored: [{ message: m, content: 'b {unique}' }], once: true, judges: [fields], missing: [m], deleted: [m] }`;
    expect(told(steps).slice(3)).toEqual([
      'somebody looks into the database of the target',
      '< m stored with "b <uniq>", once, its sender and recipient right, else M1 is broken',
      '< m not stored, else M1 is broken',
      '< m gone, or marked as deleted, else M1 is broken',
    ]);
  });

  test('that is one of several at once stands within it', () => {
    const steps = '- { together: [member LOGIN, member@2 LOGIN], exactly: { 200: 1 }, clause: L7 }';
    expect(told(steps)).toEqual([
      'at the same moment, each on a connection of its own',
      '< 200 for exactly 1 of them, else L7 is broken',
      ...LOGIN,
      'member@2 LOGIN',
      ...LOGIN.slice(1),
    ]);
  });
});

describe('every case of the specification', () => {
  const cases = expand(SPEC);

  test('can be explained whole', () => {
    const explained = cases.map((each) => explainCase(each, SPEC));
    for (const { steps, clauses } of explained) {
      expect(clauses.length).toBeGreaterThan(0);
      for (const { does } of steps) expect(does).toMatch(/^[a-z]/);
    }
    const text = JSON.stringify(explained);
    // Neither a placeholder nor a number that only stands for an id may be left.
    expect(text).not.toMatch(/\{(?:unique|right|limit|text:\d+|fill:[^}]+|[a-z]+\d?\.(?:id|token)[^}]*)\}/);
    expect(text).not.toMatch(/1100\d2200\d|undefined"/);
  });

  test('sends something or looks at something', () => {
    const idle = cases
      .map((each) => explainCase(each, SPEC))
      .filter(({ steps }) =>
        steps.every(({ sends, due, together }) => sends.length + due.length + together.length === 0),
      );
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});
