import type { Step } from '../spec/step.ts';
import { looks, type Case } from './case.ts';
import type { Unplayed } from './case-result.ts';
import type { Learnt } from './learnt.ts';
import type { RunContext } from './play/context.ts';

/** What the profile, or what was learnt of the target, does not allow to be asked, or not to be seen. */
export function unmetOf(each: Case, run: RunContext, loginFailed: string | undefined): Unplayed | undefined {
  const skipped = lackOf(each, run, loginFailed);
  if (skipped !== undefined) return { kind: 'skipped', why: skipped };
  const unseen = looks(each) ? unseenIn(run) : undefined;
  return unseen === undefined ? undefined : { kind: 'not-observable', why: unseen };
}

function unseenIn({ sight, learnt }: RunContext): string | undefined {
  if (sight.kind === 'unseen') return sight.why;
  return learnt.kept.kind === 'elsewhere' ? learnt.kept.why : undefined;
}

function lackOf(
  each: Case,
  { peer, learnt, sight, speech }: RunContext,
  loginFailed: string | undefined,
): string | undefined {
  const { limits, timing, accounts } = peer.profile;
  if (loginFailed !== undefined && each.accounts.length > 0 && each.id !== 'login/ok')
    return `no account can log in (${loginFailed})`;
  if (accounts.length === 0 && each.accounts.length > 0) return 'needs accounts: a profile names some';
  const lacking = each.steps.flatMap(writtenIn).flatMap(speech.lacking);
  if (lacking.length > 0)
    return `writes ${[...new Set(lacking)].join(' and ')} by hand, which the dialect gives further parameters or another order`;
  const isBurst = each.phase === 'limits';
  for (const requirement of each.requires) {
    if (requirement === 'minute-limit' && limits.perMinute === undefined)
      return 'the profile declares no messages-per-minute';
    if (requirement === 'hour-limit' && limits.perHour === undefined)
      return 'the profile declares no messages-per-hour';
    if (requirement === 'message-length' && limits.messageLength === undefined)
      return 'the profile declares no message-length';
    if (requirement === 'idle' && timing.idleMs === undefined)
      return 'the profile declares no idle-ms, how long an unfinished command is kept';
    if (requirement === 'response-newline' && !learnt.responseNewline)
      return 'the target ends its responses without a newline, so that several in a row cannot be told apart';
    if (requirement === 'command-newline' && learnt.ending === 'empty-line')
      return 'the target ends its commands with an empty line, so that a content may end with a newline';
    if (requirement === 'message-ids' && tellsNoIds(learnt) && sight.kind === 'unseen')
      return 'the target tells no message ids';
  }
  return isBurst && limits.perMinute === undefined && limits.perHour === undefined
    ? 'the profile declares no limits'
    : undefined;
}

/** Neither to the sender nor to the recipient, after all that is known. */
function tellsNoIds({ messageIdKey, info, infoTellsId }: Learnt): boolean {
  return messageIdKey.kind === 'none' && info !== 'unknown' && !infoTellsId;
}

/** Bytes that a step writes by hand and that are to be understood. */
function writtenIn(step: Step): string[] {
  if (step.kind === 'together') return step.steps.flatMap(writtenIn);
  return step.kind === 'write' ? [step.options.bytes ?? ''] : [];
}
