import type { Job, Outcome } from './job.ts';
import type { Live } from './live.ts';

/** What a worker is told: its job first. Times are in ms of the machine's clock that never goes back. */
export type ToWorker =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'start'; readonly startMs: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'stop' };

/** What a worker tells. */
export type FromWorker =
  | { readonly kind: 'connected'; readonly users: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'drained' }
  | { readonly kind: 'live'; readonly live: Live }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };
