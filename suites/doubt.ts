/** What a case shows may be the doing of an earlier run: such a finding is looked at twice. */
import type { PlainStep, Step } from '../spec/step.ts';
import type { Ledger } from '../target/ledger.ts';
import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import type { RunContext } from './play/context.ts';
import type { Answer, Played, StepRecord } from './played.ts';

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
 * Whether a 426 came later than the count alone allows: due, for the window may have moved on while the messages were
 * answered, but on a quicker day that would have shown a limit that is too high.
 */
export function isBlunt({ records }: Played): boolean {
  return records.some((record) => record.kind === 'burst' && record.codes.indexOf(426) > record.allowed);
}

/**
 * The accounts that could not log in, perhaps because the target still holds a connection of theirs that ended in an
 * earlier case: has not noticed that it dropped, which is for the cases that ask for it (D4), or is not yet done with the
 * farewell.
 */
export function stillHeld(
  { steps }: Case,
  { records }: Played,
  stale: readonly (readonly [actor: string, account: Account])[],
): Account[] {
  const logins = steps.flatMap((step, index) => {
    const record = records[index];
    const parts = step.kind === 'together' ? step.steps : [step];
    const told = record?.kind === 'together' ? record.records : [record];
    return parts.map((part, nth) => ({ step: part, record: told[nth] }));
  });
  return stale.flatMap(([actor, account]) => {
    const first = logins.find(({ step }) => step.who.actor === actor && isLogin(step));
    return is403(firstAnswer(first?.record)) ? [account] : [];
  });
}

function isLogin(step: PlainStep): boolean {
  if (step.kind === 'command') return step.command === 'LOGIN';
  if (step.kind === 'pipeline') return step.commands[0]?.command === 'LOGIN';
  return step.kind === 'write' && step.options.bytes?.includes('api-token:') === true;
}

function firstAnswer(record: StepRecord | undefined): Answer | undefined {
  if (record?.kind === 'answers') return record.answers[0];
  return record?.kind === 'answer' ? record.answer : undefined;
}

/**
 * Sender and recipient of a message that was denied where it should have been sent, when this run has not seen a message
 * pass between them: an earlier run may have left a block.
 */
export function refusedPair(
  { steps }: Case,
  { records }: Played,
  { accounts, ledger }: { accounts: ReadonlyMap<string, Account>; ledger: Ledger },
): [Account, Account] | undefined {
  const denied = steps.flatMap((step, index) => {
    const record = records[index];
    return record === undefined ? [] : deniedSends(step, record);
  });
  for (const { actor, to } of denied) {
    const sender = accounts.get(actor);
    const recipient = accounts.get(to);
    if (sender === undefined || recipient === undefined || ledger.reaches(sender, recipient)) continue;
    return [sender, recipient];
  }
  return undefined;
}

function deniedSends(step: Step, record: StepRecord): { actor: string; to: string }[] {
  if (step.kind === 'together' && record.kind === 'together')
    return step.steps.flatMap((inner, index) => {
      const part = record.records[index];
      return part === undefined ? [] : deniedSends(inner, part);
    });
  if (step.kind === 'pipeline' && record.kind === 'answers')
    return step.commands.flatMap(({ command, options: { to } }, index) =>
      command === 'SEND_MSG' && is403(record.answers[index]) && to !== undefined
        ? [{ actor: step.who.actor, to }]
        : [],
    );
  if (step.kind === 'burst' && record.kind === 'burst')
    return record.codes.includes(403) ? [{ actor: step.who.actor, to: step.options.to }] : [];
  const isSend = step.kind === 'command' && step.command === 'SEND_MSG' && record.kind === 'answer';
  const to = isSend && is403(record.answer) ? step.options.to : undefined;
  return to === undefined || step.kind !== 'command' ? [] : [{ actor: step.who.actor, to }];
}

function is403(answer: Answer | undefined): boolean {
  return answer?.kind === 'reply' && answer.code === 403;
}
