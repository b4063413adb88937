import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['D3'],
  text: 'DISCONNECTED closes the connection without an answer.',
  hides: [],
  apply(parts) {
    const farewells = new WeakSet<Answer>();
    const altered = aroundCommands(parts, ['DISCONNECTED'], async (request, next) => {
      const answer = await next(request);
      farewells.add(answer);
      return answer;
    });
    return {
      ...altered,
      encodeAnswer: (answer) => (farewells.has(answer) ? new Uint8Array() : parts.encodeAnswer(answer)),
    };
  },
};
