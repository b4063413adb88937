/** What a comparison of repeated runs hands to the reports, format 1. Plain data: it is written as JSON as it stands. */

/** What is compared of a run; `METRICS` says how each is measured. */
export type MetricName = 'rate' | 'p50' | 'p99' | 'errors';

/** `worse` and `better` are told from chance; `same` means that no difference was found, not that there is none. */
export type Change = 'same' | 'better' | 'worse';

/**
 * One metric of both sides. What changed is told as a part of the base, such as -0.1 for a tenth less; only that of
 * errors is a difference of two parts of all commands.
 */
export interface MetricComparison {
  metric: MetricName;
  unit: 'per second' | 'ms' | 'part of commands';
  /** Which way is an improvement. */
  better: 'higher' | 'lower';
  /** Of each run, as the files have them. */
  base: number[];
  new: number[];
  baseMedian: number;
  newMedian: number;
  /** Of a typical new run against a typical base run (Hodges and Lehmann), and an interval around it. */
  change: { estimate: number; from: number; to: number };
  /** Two groups of runs of one and the same server differ by less than this, 95 times in 100. */
  noise: number;
  /** The smallest change for the worse that would have been found 4 times in 5; absent where none would have been. */
  smallest?: number;
  /** How often runs that do not differ look as different as these, in this metric or another; from 0 to 1. */
  p: number;
  verdict: Change;
}

/** One side of a comparison. */
export interface ComparedSide {
  files: string[];
  runs: number;
  /** Of the server, one for each that was run against. */
  targets: string[];
  /** ISO 8601: when its first and its last run began. */
  firstAt: string;
  lastAt: string;
}

export interface Comparison {
  format: 1;
  kind: 'comparison';
  tool: { name: 'tchatator-check'; version: string };
  plan: string;
  base: ComparedSide;
  new: ComparedSide;
  /** How often a difference is found, in any metric and either way, where there is none: at most. */
  falseAlarms: number;
  /** `worse` when any metric is; `better` when any is, and none is worse. */
  verdict: Change;
  metrics: MetricComparison[];
  /** What a reader has to know before believing it. */
  notes: string[];
}
