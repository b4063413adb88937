import { refused } from '../answer.ts';
import { createSendLimits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { aroundCommands } from './commands.ts';

/** Counts messages under another name than that of their sender; those under one name share a limit. */
export function countingUnder(
  parts: Parts,
  name: (ends: { sender: string; recipient: string }) => string,
): Parts {
  const limits = createSendLimits({
    options: parts.options,
    nowMs: () => performance.now(),
    recentAgesMs: () => Promise.resolve([]),
  });
  const ids = new Map<string, number>();
  const idOf = (key: string): number => {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const unlimited = { ...parts, limits: { ...parts.limits, take: () => true, giveBack: () => undefined } };
  return aroundCommands(unlimited, ['SEND_MSG'], async (request, next) => {
    const sender = String(request.client.account?.id ?? '');
    const recipient = request.parameters.get('recipient-id') ?? '';
    const id = idOf(name({ sender, recipient }));
    await limits.restore(id);
    if (!limits.take(id)) return refused(426, 'too many messages in a short time');
    const answer = await next(request);
    if (answer.status !== 200) limits.giveBack(id);
    return answer;
  });
}
