import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N7', 'T3'],
  text: 'A poll without changes is not answered.',
  apply(parts) {
    const mute = new WeakSet<Answer>();
    const polling = aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      if (answer.data.length === 0) mute.add(answer);
      return answer;
    });
    return {
      ...polling,
      encodeAnswer: (answer) => (mute.has(answer) ? new Uint8Array() : parts.encodeAnswer(answer)),
    };
  },
};
