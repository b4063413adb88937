import type { Plan } from '../../loadgen/plan.ts';
import type { OpenOptions } from '../check/subject.ts';

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

/** What a server is started with, so that a plan has users enough, and no limit in its way. */
export function provisionFor(plan: Plan): Required<Pick<OpenOptions, 'bundled' | 'accounts'>> {
  const accounts = Math.ceil(plan.connections / USERS_PART) + SPARE_ACCOUNTS;
  return {
    accounts,
    bundled: {
      'seed-accounts': accounts,
      'max-connections': plan.connections + SPARE_CONNECTIONS,
      'max-messages-per-minutes': NO_LIMIT,
      'max-messages-per-hours': NO_LIMIT,
      'minute-ms': 60_000,
      'hour-ms': 3_600_000,
      'max-message-length': Math.min(MOST_CHARACTERS, Math.max(USUAL_CHARACTERS, plan.size.to)),
    },
  };
}
