import type { Clause, Protocol } from '../../spec/clause-schema.ts';
import { parseWho } from '../../spec/step.ts';
import type { Need } from '../../target/assign.ts';
import { looks, type Case, type Requirement } from '../case.ts';
import type { Level } from '../result.ts';
import { sampleOf } from './sample.ts';
import { explainStep, type ExplainedStep } from './step.ts';

/** All there is to say about a case without playing it. */
export interface ExplainedCase {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly why?: string;
  readonly hint?: string;
  /** Where it is written, such as `spec/cases/send/basics.yaml:12`. */
  readonly place: string;
  readonly clauses: readonly Clause[];
  readonly steps: readonly ExplainedStep[];
  /** The accounts it borrows, in words. */
  readonly accounts: readonly string[];
  /** What the target's profile must have for it, and what it does to a run, a sentence each. */
  readonly conditions: readonly string[];
  /** Ids of the cases that must have passed before. */
  readonly needs: readonly string[];
}

/** What a case asks, sends and expects, why, and from which clauses. */
export function explainCase(
  each: Case,
  { protocol, clauses }: { protocol: Protocol; clauses: ReadonlyMap<string, Clause> },
): ExplainedCase {
  const sample = sampleOf(each, protocol);
  const { id, title, level, why, hint, needs, steps, file, line } = each;
  return {
    id,
    title,
    level,
    ...(why !== undefined && { why }),
    ...(hint !== undefined && { hint }),
    place: `spec/${file}:${line}`,
    clauses: each.clauses.flatMap((clause) => clauses.get(clause) ?? []),
    steps: steps.map((step) => explainStep(step, each.clauses[0], sample)),
    accounts: each.accounts.map(accountWords),
    conditions: [...each.requires.map((requirement) => REQUIRED[requirement]), ...effects(each)],
    needs,
  };
}

const ROLES = {
  member: 'a member',
  pro: 'a professional',
  admin: 'an administrator',
  any: 'somebody of any role',
  none: 'nobody',
} as const;

function accountWords({ actor, spoilt, fresh }: Need): string {
  const traits = [
    ...(fresh === undefined ? [] : [`who has sent nothing in this ${fresh}`]),
    ...(spoilt ? ['whose account is of no use afterwards'] : []),
  ];
  return [`${actor}: ${ROLES[parseWho(actor).role]}`, ...traits].join(', ');
}

const REQUIRED: Readonly<Record<Requirement, string>> = {
  'minute-limit': 'asked where the profile declares messages-per-minute',
  'hour-limit': 'asked where the profile declares messages-per-hour',
  'message-length': 'asked where the profile declares message-length; told here for 1000',
  idle: 'asked where the profile declares idle-ms',
  'response-newline': 'asked where responses end with a newline',
  'command-newline': 'asked where a command ends with its last newline, not with an empty line',
  'message-ids': 'asked where the target tells the ids of messages',
};

function effects(each: Case): string[] {
  const { alone, phase } = each;
  const left = {
    ordinary: [],
    blocks: ['leaves a block behind, so it runs after the ordinary cases'],
    limits: ['uses up a limit, so it runs after the ordinary cases'],
    bans: ['leaves an account banned for good, so it runs late'],
    harm: ['may harm a weak server, so it runs among the last'],
  }[phase];
  const seen = looks(each) ? ['asked where the database of the target can be looked into'] : [];
  return [...seen, ...(alone ? ['no other case runs beside it'] : []), ...left];
}
