import type { Alternative } from '../../spec/case-schema.ts';
import type { CommandOptions } from '../../spec/step.ts';
import type { Answer } from '../played.ts';
import type { Asked } from './build.ts';
import type { CaseContext } from './context.ts';
import { tokensAccount } from './notes.ts';

/**
 * A LOGIN that ought to be answered 200 is tried again while the target may still be freeing the account from an
 * earlier connection; never when a connection of this very case holds it.
 */
export function retriesLogin(asked: Asked, context: CaseContext): boolean {
  const { options } = asked;
  const account = tokensAccount(asked, context);
  if (account === undefined || options.delivery !== undefined || options.exactly !== undefined) return false;
  if (options.with !== undefined || options.without !== undefined || options.malformed === true) return false;
  if (options.eventually !== undefined) return true;
  if (context.channels.holds(account) || accepts403(options)) return false;
  return context.ledger.endedAt(account) > -Infinity;
}

function accepts403({ expect, observe }: CommandOptions): boolean {
  if (observe !== undefined) return true;
  const alternatives: Alternative[] = expect === undefined ? [] : Array.isArray(expect) ? expect : [expect];
  return alternatives.some((each) => {
    const pattern = typeof each === 'object' ? each.is : each;
    return pattern === 403 || pattern === 'refusal' || pattern === 'reply' || pattern === 'anything';
  });
}

/** That LOGIN, and what finally came. */
export async function playRetriedLogin(
  asked: Asked,
  context: CaseContext,
): Promise<{ kind: 'answer'; answer: Answer }> {
  const account = tokensAccount(asked, context);
  if (account === undefined) throw new Error('only the LOGIN of an account is tried again');
  const { releaseMs } = context.peer.profile.timing;
  const sinceEnd = context.now() - context.ledger.endedAt(account);
  const retryMs = asked.options.eventually === undefined ? releaseMs - sinceEnd : releaseMs;
  const answer = await context.channels.login(asked.who, account, retryMs);
  if (answer.kind !== 'reply') context.channels.done(asked.who);
  return { kind: 'answer', answer };
}
