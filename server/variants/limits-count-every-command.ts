import { refused } from '../answer.ts';
import { aroundDispatch } from '../around/commands.ts';
import { countingBy } from '../around/limits.ts';
import type { Client } from '../client.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: 'Every command counts towards the limits, LOGIN and malformed ones too.',
  // A user may not poll as often in a minute as some of N8 takes.
  hides: ['R7', 'N8'],
  apply(parts) {
    const counting = countingBy(parts, ({ events, spanMs }) => {
      let times: number[] = [];
      return {
        hasRoom(now) {
          times = times.filter((at) => now - at < spanMs);
          return times.length < events;
        },
        count: (now) => times.push(now),
      };
    });
    const isOneTooMany = ({ account }: Client) => account !== undefined && !counting.limits.take(account.id);
    const tooMany = refused(426, 'too many commands in a short time');
    const uncounted = { ...parts, limits: { ...counting.limits, take: () => true } };
    return aroundDispatch(uncounted, async (arrival, next) => {
      const { client } = arrival;
      if (client.account !== undefined) return isOneTooMany(client) ? tooMany : next(arrival);
      const answer = await next(arrival);
      if (!isOneTooMany(client)) return answer;
      parts.sessions.release(client);
      return tooMany;
    });
  },
};
