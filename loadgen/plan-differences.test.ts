import { expect, test } from 'vitest';
import { planDifferences } from './plan-differences.ts';

const plan = { name: 'steady', connections: 8, load: { kind: 'open', stages: [{ rate: 10 }, { rate: 20 }] } };

test('equal plans do not differ, whatever the order of their fields', () => {
  const { load, ...rest } = plan;
  expect(planDifferences(plan, { load, ...rest })).toEqual([]);
});

test('names each field by its path, with both values', () => {
  const other = { name: 'steady', load: { kind: 'open', stages: [{ rate: 10 }, { rate: 25 }], depth: 4 } };
  expect(planDifferences(plan, other)).toEqual([
    { field: 'connections', one: '8', other: 'nothing' },
    { field: 'load.stages.1.rate', one: '20', other: '25' },
    { field: 'load.depth', one: 'nothing', other: '4' },
  ]);
});

test('tells a value from a group of them', () => {
  expect(planDifferences({ size: 40 }, { size: { from: 1, to: 40 } })).toEqual([
    { field: 'size', one: '40', other: '{"from":1,"to":40}' },
  ]);
});

test('leaves out what is not looked at', () => {
  expect(planDifferences(plan, { ...plan, name: 'other', load: 1 }, new Set(['name', 'load']))).toEqual([]);
});
