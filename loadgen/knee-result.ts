/** What a search for the highest rate hands to the reports, format 1: plain data, written as JSON as it stands. */
import type { GateResult, Spread } from './result.ts';

/** One rate, measured once. */
export interface KneeStep {
  perSecond: number;
  /**
   * `held`: every gate is kept. `broken`: one is not. `invalid`: one is not, and the generator itself was the limit. `died`:
   * the target went away.
   */
  outcome: 'held' | 'broken' | 'invalid' | 'died';
  /** Expected answers a second. */
  ratePerSecond: number;
  latency: Spread;
  gates: GateResult[];
  /** What was wrong with the generator, or why the target is taken to be dead, in sentences. */
  why: string[];
}

/**
 * `found`: the highest rate lies between two that are near enough. `at-least`: the highest rate of the plan holds. `none`:
 * the lowest does not. `unclear`: time was over before. `invalid`: the generator was the limit. `died`: the target went away.
 */
export type KneeVerdict = 'found' | 'at-least' | 'none' | 'unclear' | 'invalid' | 'died';

export interface KneeResult {
  format: 1;
  kind: 'knee';
  tool: { name: 'tchatator-check'; version: string };
  target: { address: string; kind: 'bundled' | 'address' | 'exec' };
  plan: { name: string } & Record<string, unknown>;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  verdict: KneeVerdict;
  interrupted: boolean;
  /** The highest rate that keeps the gates, and how often it did, of how many times. */
  holds?: { perSecond: number; times: number; of: number };
  /** The lowest rate that does not, or that the generator could not send. */
  over?: { perSecond: number; times: number; of: number };
  /** In the order they were tried. */
  steps: KneeStep[];
}
