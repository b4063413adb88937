import type { Who } from '../../spec/step.ts';
import type { Channel } from '../channel.ts';
import type { CaseContext } from './context.ts';
import { sayLogin } from './say.ts';

/**
 * Waits until the answer is surely over: what has not come by then is not part of it. A LOGIN on a connection that is
 * logged in is a barrier, since its 403 comes after all that was due before; where there is none, a quiet gap must do.
 * @returns how many responses the barrier itself got: 0 or 1
 */
export async function over(who: Who, channel: Channel, context: CaseContext): Promise<0 | 1> {
  const { learnt, ledger } = context;
  const user = context.channels.userOf(who);
  const barrier =
    learnt.barrier && learnt.responseNewline && !learnt.repeatsItself && ledger.counts === 'messages';
  if (!barrier || user === undefined || channel.closed) {
    await channel.quiet();
    return 0;
  }
  ledger.spend(user, 'command', context.now());
  await channel.send([sayLogin(user, context)], { answers: 1, pauseMs: 0 });
  const answer = await channel.answer();
  return answer.kind === 'reply' ? 1 : 0;
}
