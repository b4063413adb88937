import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['D3'],
  text: 'DISCONNECTED is neither answered nor does it close the connection.',
  hides: [],
  apply(parts) {
    const farewells = new WeakSet<Answer>();
    const altered = aroundCommands(parts, ['DISCONNECTED'], async (request, next) => {
      const answer: Answer = { ...(await next(request)), then: 'go-on' };
      farewells.add(answer);
      return answer;
    });
    return {
      ...altered,
      encodeAnswer: (answer) => (farewells.has(answer) ? new Uint8Array() : parts.encodeAnswer(answer)),
    };
  },
};
