import type { CommandKind } from './plan.ts';

/**
 * A bound that a figure of the result has to keep, such as `p99 <= 20ms`. Values are in the unit of the figure: ms for
 * latencies, per second for the rate, a count or a share of the answers for errors and statuses.
 */
export interface Gate {
  /** As it was written. */
  readonly text: string;
  readonly figure: Figure;
  readonly operator: '<=' | '<' | '>=' | '>' | '==';
  readonly value: number;
}

/** What of a result is looked at. A latency may be that of one command, or the service time. */
export type Figure =
  | { readonly kind: 'latency'; readonly of: LatencyOf; readonly at: LatencyPoint }
  | { readonly kind: 'rate' }
  | { readonly kind: 'errors'; readonly as: 'count' | 'percent' }
  | { readonly kind: 'status'; readonly code: number; readonly as: 'count' | 'percent' };

export type LatencyOf = 'all' | 'service' | CommandKind;
export type LatencyPoint = { readonly percentile: number } | 'min' | 'mean' | 'max';
