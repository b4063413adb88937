import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T26'],
  text: 'UPDT_MSG and DEL_MSG are answered twice when they succeed.',
  apply(parts) {
    const twice = new WeakSet<Answer>();
    const altered = aroundCommands(parts, ['UPDT_MSG', 'DEL_MSG'], async (request, next) => {
      const answer = await next(request);
      if (answer.status === 200) twice.add(answer);
      return answer;
    });
    return {
      ...altered,
      encodeAnswer(answer) {
        const bytes = parts.encodeAnswer(answer);
        return twice.has(answer) ? Buffer.concat([bytes, bytes]) : bytes;
      },
    };
  },
};
