/** Comparisons that reports are tested with. */
import type { Comparison, MetricComparison } from '../../loadgen/comparison-result.ts';

const rate: MetricComparison = {
  metric: 'rate',
  unit: 'per second',
  better: 'higher',
  base: [10_231, 10_190, 10_305, 10_222, 10_240],
  new: [9214, 9188, 9260, 9231, 9199],
  baseMedian: 10_231,
  newMedian: 9214,
  change: { estimate: -0.0994, from: -0.1083, to: -0.0923 },
  noise: 0.0071,
  smallest: 0.0114,
  p: 2 / 252,
  verdict: 'worse',
};
const p50: MetricComparison = {
  metric: 'p50',
  unit: 'ms',
  better: 'lower',
  base: [0.771, 0.774, 0.769, 0.77, 0.772],
  new: [0.852, 0.855, 0.849, 0.85, 0.853],
  baseMedian: 0.771,
  newMedian: 0.852,
  change: { estimate: 0.1051, from: 0.0969, to: 0.1118 },
  noise: 0.004,
  smallest: 0.01,
  p: 2 / 252,
  verdict: 'worse',
};
const p99: MetricComparison = {
  metric: 'p99',
  unit: 'ms',
  better: 'lower',
  base: [4.1, 6.3, 3.2, 12.8, 5],
  new: [4.4, 5.9, 13.1, 3.6, 5.5],
  baseMedian: 5,
  newMedian: 5.5,
  change: { estimate: 0.1, from: -0.72, to: 3.09 },
  noise: 0.78,
  smallest: 1.41,
  p: 0.83,
  verdict: 'same',
};
const errors: MetricComparison = {
  metric: 'errors',
  unit: 'part of commands',
  better: 'lower',
  base: [0, 0, 0, 0, 0],
  new: [0, 0, 0, 0, 0],
  baseMedian: 0,
  newMedian: 0,
  change: { estimate: 0, from: 0, to: 0 },
  noise: 0,
  smallest: 0,
  p: 1,
  verdict: 'same',
};

/** A server that has become a tenth slower. */
export const slower: Comparison = {
  format: 1,
  kind: 'comparison',
  tool: { name: 'tchatator-check', version: '1.2.3' },
  plan: 'steady',
  base: {
    files: ['base.json'],
    runs: 5,
    targets: ['127.0.0.1:4242'],
    firstAt: '2026-03-01T10:00:00.000Z',
    lastAt: '2026-03-01T10:08:00.000Z',
  },
  new: {
    files: ['new.json'],
    runs: 5,
    targets: ['127.0.0.1:4243'],
    firstAt: '2026-03-01T10:01:00.000Z',
    lastAt: '2026-03-01T10:09:00.000Z',
  },
  falseAlarms: 0.05,
  verdict: 'worse',
  metrics: [rate, p50, p99, errors],
  notes: [],
};

/** The same server twice, one after the other, on a machine that is not quiet. */
export const unchanged: Comparison = {
  ...slower,
  verdict: 'same',
  metrics: [
    { ...rate, new: rate.base, newMedian: 10_240, change: { estimate: 0.0009, from: -0.041, to: 0.044 }, noise: 0.031, smallest: 0.062, p: 1, verdict: 'same' },
    { ...p50, new: p50.base, newMedian: 0.769, change: { estimate: -0.0026, from: -0.061, to: 0.058 }, noise: 0.033, smallest: 0.066, p: 0.97, verdict: 'same' },
    p99,
    errors,
  ],
  notes: [
    'All runs of one side came before those of the other: whatever else changed on the machine meanwhile counts as a difference, or hides one. Let the two take turns.',
  ],
};

/** Faster, but with refusals that were not there before; from several files of each side. */
export const mixed: Comparison = {
  ...slower,
  plan: 'plans/our own.yaml',
  base: { ...slower.base, files: ['base-1.json', 'base-2.json'], targets: ['127.0.0.1:4242', '[::1]:4242'] },
  new: { ...slower.new, runs: 1, files: ['new\u001b[31m.json'] },
  metrics: [
    { ...rate, newMedian: 112_000, change: { estimate: 9.95, from: 9.7, to: 10.2 }, verdict: 'better' },
    { ...p50, smallest: 0.0004 },
    { ...p99, base: [0.0213], baseMedian: 0.0213, smallest: 12.5 },
    { ...errors, newMedian: 0.000_213, change: { estimate: 0.000_213, from: 0.000_19, to: 0.0003 }, p: 2 / 252, verdict: 'worse' },
  ],
};

/** Only better. */
export const faster: Comparison = {
  ...slower,
  verdict: 'better',
  metrics: [
    { ...rate, baseMedian: 9214, newMedian: 10_231, change: { estimate: 0.11, from: 0.102, to: 0.121 }, verdict: 'better' },
    { ...p50, change: { estimate: -0.04, from: -0.06, to: -0.02 }, smallest: 0.031, verdict: 'better' },
    p99,
    errors,
  ],
};
