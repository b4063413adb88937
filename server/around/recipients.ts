import { refused } from '../answer.ts';
import type { Parts } from '../parts.ts';
import { SlidingWindow } from '../sliding-window.ts';
import { aroundCommands } from './commands.ts';

/** Counts messages under another name than that of their sender; those under one name share a limit. */
export function countingBy(
  parts: Parts,
  name: (ends: { sender: string; recipient: string }) => string,
): Parts {
  const { maxMessagesPerMinutes, minuteMs, maxMessagesPerHours, hourMs } = parts.options;
  const windows = new Map<string, SlidingWindow>();
  const windowOf = (key: string) => {
    const window =
      windows.get(key) ??
      new SlidingWindow(
        [
          { events: maxMessagesPerMinutes, spanMs: minuteMs },
          { events: maxMessagesPerHours, spanMs: hourMs },
        ],
        [],
      );
    windows.set(key, window);
    return window;
  };
  const unlimited = { ...parts, limits: { ...parts.limits, take: () => true, giveBack: () => undefined } };
  return aroundCommands(unlimited, ['SEND_MSG'], async (request, next) => {
    const sender = String(request.client.account?.id ?? '');
    const recipient = request.parameters.get('recipient-id') ?? '';
    const window = windowOf(name({ sender, recipient }));
    if (!window.take(performance.now())) return refused(426, 'too many messages in a short time');
    const answer = await next({ ...request, parts: unlimited });
    if (answer.status !== 200) window.giveBack();
    return answer;
  });
}
