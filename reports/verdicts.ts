/** How verdicts are called and coloured, the same in every report for people. */
import type { ChalkInstance } from 'chalk';
import type { Verdict } from '../suites/result.ts';
import type { Paint } from './pieces.ts';
import { counted } from './words.ts';

const WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  pass: ['passed', 'passed'],
  fail: ['failed', 'failed'],
  warn: ['warning', 'warnings'],
  flaky: ['flaky', 'flaky'],
  known: ['known', 'known'],
  observed: ['observed', 'observed'],
  skipped: ['skipped', 'skipped'],
  'not-observable': ['not observable', 'not observable'],
  blocked: ['blocked', 'blocked'],
  error: ['suite error', 'suite errors'],
};

/** Every verdict, in the order in which a report tells them. */
export const VERDICTS = [
  'pass',
  'fail',
  'warn',
  'flaky',
  'known',
  'error',
  'observed',
  'blocked',
  'skipped',
  'not-observable',
] as const;

/** How many cases ended so, in words: `2 warnings`. */
export function countedVerdict(count: number, verdict: Verdict): string {
  return counted(count, ...WORDS[verdict]);
}

/** The colour of a verdict. */
export function paintOf(verdict: Verdict, chalk: ChalkInstance): Paint {
  switch (verdict) {
    case 'pass':
      return chalk.green;
    case 'fail':
      return chalk.red;
    case 'warn':
    case 'flaky':
    case 'blocked':
      return chalk.yellow;
    case 'error':
      return chalk.magenta;
    case 'observed':
      return chalk.cyan;
    case 'known':
    case 'skipped':
    case 'not-observable':
      return chalk.dim;
  }
}
