import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B3'],
  text: 'Whom a block names is looked up among those who are connected: a block of another user is answered 200 and forgotten.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return {
      ...parts,
      sanctions: {
        ...parts.sanctions,
        block: (block) =>
          connected().some(({ account }) => account?.id === block.userId)
            ? parts.sanctions.block(block)
            : Promise.resolve(true),
      },
    };
  },
};
