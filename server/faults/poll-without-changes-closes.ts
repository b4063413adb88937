import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N7'],
  text: 'A poll without changes closes the connection.',
  apply(parts) {
    const ends = new WeakSet<Answer>();
    const polling = aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      if (answer.data.length > 0 || answer.status !== 200) return answer;
      const end: Answer = { ...answer, then: 'close' };
      ends.add(end);
      return end;
    });
    return {
      ...polling,
      encodeAnswer: (answer) => (ends.has(answer) ? new Uint8Array() : parts.encodeAnswer(answer)),
    };
  },
};
