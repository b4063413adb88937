import { done } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'One poll hands out all changes there are.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const all: Answer[] = [];
      let answer = await next(request);
      for (; answer.data.some(([key]) => key === 'type'); answer = await next(request)) all.push(answer);
      return all.length === 0 ? answer : done(...all.flatMap(({ data }) => data));
    }),
};
