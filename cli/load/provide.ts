import type { Plan } from '../../loadgen/plan.ts';
import type { OpenOptions } from '../check/subject.ts';
import type { WrittenPlan } from './written-plan.ts';

/** Of the accounts that a server is given, so many are members or professionals; the others load nothing. */
const USERS_PART = 0.75;
/** A member and a professional more, for whom a small plan has no use, but rounding has. */
const SPARE_ACCOUNTS = 4;
/** As many as the bundled server can be told. */
const NO_LIMIT = 1_000_000;
/** What its other settings leave room for. */
const MOST_CHARACTERS = 16_384;
const USUAL_CHARACTERS = 1000;
const SPARE_CONNECTIONS = 100;

/**
 * The limits that are verified: short windows, and yet long enough for a busy machine, so that bursts fit into them and what
 * happens at their edges is seen.
 */
const VERIFIED = {
  'max-messages-per-minutes': 12,
  'max-messages-per-hours': 40,
  'minute-ms': 2000,
  'hour-ms': 16_000,
} as const;

type Provision = Required<Pick<OpenOptions, 'bundled' | 'accounts'>>;

/** What a server is started with, so that a plan has users enough. */
export function provisionFor(task: WrittenPlan): Provision {
  const { connections } = task.plan;
  const accounts = Math.ceil(connections / USERS_PART) + SPARE_ACCOUNTS;
  const room = { 'seed-accounts': accounts, 'max-connections': connections + SPARE_CONNECTIONS };
  switch (task.kind) {
    case 'limits':
      return { accounts, bundled: { ...room, ...VERIFIED } };
    case 'load':
    case 'knee':
      return { accounts, bundled: { ...room, ...unlimited(task.plan) } };
  }
}

/** No limit stands in the way of a plan that is to measure. */
function unlimited({ size }: Plan): Readonly<Record<string, number>> {
  return {
    'max-messages-per-minutes': NO_LIMIT,
    'max-messages-per-hours': NO_LIMIT,
    'minute-ms': 60_000,
    'hour-ms': 3_600_000,
    'max-message-length': Math.min(MOST_CHARACTERS, Math.max(USUAL_CHARACTERS, size.to)),
  };
}
