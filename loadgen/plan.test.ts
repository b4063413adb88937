import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectGolden } from './golden/golden.ts';
import { durationOf } from './plan.ts';
import { planText } from './plan-text.ts';
import { FORMS, kindOfPlan } from './plan-kinds.ts';
import { planForm } from './plan-schema.ts';
import { readDuration, readRate, showDuration } from './quantity.ts';
import { planNames, readPlan } from './read-plan.ts';
import { toPlan } from './to-plan.ts';

/** Reads a plan from a file of that text; problems as lines that do not tell where the file is. */
function read(text: string): ReturnType<typeof readPlan> | string[] {
  const folder = mkdtempSync(join(tmpdir(), 'plan-test-'));
  try {
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, text);
    const plan = readPlan(file);
    if (plan.kind !== 'problems') return plan;
    return plan.problems.map(({ line, column, message, cure }) => `${line}:${column}: ${message}; ${cure}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const planFrom = (form: unknown) => toPlan('test', planForm.parse(form));

/** Those that put load on a target as they say. */
const loads = planNames().filter((name) => {
  const plan = readPlan(name);
  return plan.kind === 'written' && kindOfPlan(plan.value) === 'load';
});

describe('the plans that come along', () => {
  test.each(planNames())('%s has the form of its kind', (name) => {
    const plan = readPlan(name);
    if (plan.kind !== 'written') throw new Error(JSON.stringify(plan));
    expect(FORMS[kindOfPlan(plan.value)].safeParse(plan.value).error).toBeUndefined();
  });

  test.each(loads)('%s can be read, says what it is for, and has a gate', (name) => {
    const plan = readPlan(name);
    if (plan.kind !== 'written') throw new Error(JSON.stringify(plan));
    const parsed = toPlan(name, planForm.parse(plan.value));
    expect(parsed.about).toMatch(/\.$/);
    expect(parsed.gates.length).toBeGreaterThan(0);
  });

  test('are told in words', () => {
    const lines = loads.map((name) => {
      const plan = readPlan(name);
      return plan.kind === 'written'
        ? `${name}: ${planText(toPlan(name, planForm.parse(plan.value)))}\n`
        : '';
    });
    expectGolden('plan-texts.txt', lines.join(''));
  });

  test('are known by name, and a name that is nearly one of them', () => {
    expect(readPlan('smok')).toEqual({
      kind: 'unknown',
      why: 'no plan comes along by that name; did you mean smoke? A file is named with its ending.',
    });
  });
});

describe('a plan', () => {
  test('is complete with a number of connections, a loop and an end', () => {
    expect(planFrom({ connections: 3, closed: {}, duration: '2s' })).toEqual({
      name: 'test',
      about: '',
      connections: 3,
      load: { kind: 'closed', depth: 1, thinkMs: 0, durationMs: 2000 },
      mix: new Map([
        ['send', 1],
        ['poll', 0],
        ['update', 0],
        ['delete', 0],
      ]),
      size: { from: 64, to: 64 },
      warmUpMs: 0,
      seed: 1,
      expect: [200],
      gates: [],
      verify: false,
    });
  });

  test('in stages lasts as long as they do', () => {
    const stages = [
      { ramp: [0, 100], for: '5s' },
      { hold: 100, for: '1m' },
      { steps: [100, 350], by: 100, for: '10s' },
      { steps: [300, 100], by: 100, for: '500ms' },
    ];
    const plan = planFrom({ connections: 1, open: { stages } });
    const { load } = plan;
    expect(
      load.kind === 'open' && load.stages.map((stage) => [stage.fromPerSecond, stage.toPerSecond]),
    ).toEqual([
      [0, 100],
      [100, 100],
      ...[100, 200, 300, 350].map((rate) => [rate, rate]),
      ...[300, 200, 100].map((rate) => [rate, rate]),
    ]);
    expect(durationOf(plan)).toBe(5000 + 60_000 + 40_000 + 1500);
  });

  test('that is wrong is told what is, where, and what would do', () => {
    const wrong = [
      'connections: 0\nclosed: { depht: 2 }\nduration: 10\n',
      'connections: 2\nduration: 10s\n',
      'connections: 2\nclosed: {}\nopen: { rate: 5 }\nduration: 10s\n',
      'connections: 2\nopen: { rate: 5, stages: [{ hold: 1, for: 1s }] }\nduration: 10s\n',
      'connections: 2\nopen: {}\nduration: 10s\n',
      'connections: 2\nopen: { rate: 5 }\n',
      'connections: 2\nopen: { rate: 0 }\nduration: 10s\n',
      'connections: 2\nopen: { stages: [{ hold: 5, for: 0s }] }\n',
      'connections: 2\nopen: { stages: [{ ramp: [0, 5], for: 1s }] }\nwarm-up: 1s\nduration: 3s\n',
      'connections: 2\nopen: { stages: [{ steps: [1, 5], by: 0, for: 1s }] }\n',
      'connections: 2\nclosed: {}\nduration: 25h\n',
      'connections: 2\nclosed: {}\nduration: 1s\nmix: { send: 0 }\n',
      'connections: 2\nclosed: {}\nduration: 1s\nmix: { login: 1 }\n',
      'connections: 2\nclosed: {}\nduration: 1s\nsize: { from: 5, to: 4 }\n',
      'connections: 2\nclosed: {}\nduration: 1s\nexpect: [200, 500]\n',
      'connections: 2\nclosed: {}\nduration: 1s\ngates: [p99 <= 20, errors is 0]\n',
      'connections: [\n',
      'just text\n',
    ];
    const told = wrong.map((text) => {
      const problems = read(text);
      if (!Array.isArray(problems)) throw new Error(`no problem with ${text}`);
      return `${text}${problems.map((line) => `  ${line}\n`).join('')}\n`;
    });
    expectGolden('plan-problems.txt', told.join(''));
  });

  test('that is not there', () => {
    const plan = readPlan('./nowhere.yaml');
    expect(plan.kind === 'unknown' && plan.why).toMatch(/^cannot be read: ENOENT/);
  });
});

describe('quantities', () => {
  test.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5 s', 1500],
    ['2m', 120_000],
    ['2min', 120_000],
    ['1h', 3_600_000],
  ])('of time: %s', (text, ms) => expect(readDuration(text)).toBe(ms));

  test.each(['10', 's', '1d', '-1s', '1s2', '', '1e3s'])('none of time: %j', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });

  test.each([
    ['200', 200],
    ['200/s', 200],
    ['30/min', 0.5],
    ['1 /s', 1],
  ])('of rate: %s', (text, rate) => {
    expect(readRate(text)).toBe(rate);
  });

  test.each([
    [0, '0s'],
    [500, '500ms'],
    [10_000, '10s'],
    [90_000, '90s'],
    [120_000, '2m'],
    [3_600_000, '1h'],
  ])('of %d ms in words', (ms, text) => expect(showDuration(ms)).toBe(text));
});
