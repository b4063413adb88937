/** What a case shows may be the doing of an earlier run: such a finding is looked at twice. */
import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import type { RunContext } from './play/context.ts';
import type { Played } from './played.ts';

/**
 * Whether a finding rests on a 426 that traffic before this run may have earned. A limit that comes too early counts
 * when a second account shows it at the same message; any other 426 when a whole window of this run has passed.
 */
export function isDoubtful(facts: Played, earlier: Played | undefined, run: RunContext): boolean {
  const early = firstLimited(facts);
  if (early !== undefined) return earlier === undefined || firstLimited(earlier) !== early;
  const isLimited = facts.records.some(
    (record) => record.kind === 'answer' && record.answer.kind === 'reply' && record.answer.code === 426,
  );
  return isLimited && run.now() - run.startedMs <= run.peer.profile.limits.minuteMs;
}

/** At which message a burst that should have stayed within its limit was answered 426. */
function firstLimited({ records }: Played): number | undefined {
  for (const record of records) {
    if (record.kind !== 'burst') continue;
    const index = record.codes.indexOf(426);
    if (index >= 0 && index < record.allowed) return index;
  }
  return undefined;
}

/**
 * Sender and recipient of a message that was denied where it should have been sent: an earlier run may have left a
 * block between them, so that the case is played again with others.
 */
export function refusedPair(
  { steps }: Case,
  { records }: Played,
  accounts: ReadonlyMap<string, Account>,
): [Account, Account] | undefined {
  for (const [index, step] of steps.entries()) {
    const record = records[index];
    if (step.kind !== 'command' || step.command !== 'SEND_MSG' || record?.kind !== 'answer') continue;
    const sender = accounts.get(step.who.actor);
    const recipient = accounts.get(step.options.to ?? '');
    const isDenied = record.answer.kind === 'reply' && record.answer.code === 403;
    if (isDenied && sender !== undefined && recipient !== undefined) return [sender, recipient];
  }
  return undefined;
}
