import type { Standing } from '../standing.ts';
import type { Departure } from './deviation-result.ts';

/** What is done for the result of a deviation, in the form of a result that a run has by itself. */
export function explainDeviation({ deviation, dialect }: Departure): Standing & { readonly asked: string } {
  const { id, title, clause, right, instead, shownBy } = deviation;
  return { id, title, clauses: [clause], how: howShown(shownBy, { right, instead, dialect }), asked: ASKED };
}

interface Words {
  readonly right: string;
  readonly instead: string;
  readonly dialect: string;
}

const ASKED =
  'with --dialect, or where the profile tells a dialect; chosen or not, each deviation has its result';

function howShown(shownBy: string | undefined, { right, instead, dialect }: Words): string {
  const told = `Dialect ${dialect} ${instead}.`;
  if (shownBy === undefined)
    return `${told} The protocol's own form (${right}) is not tried, for that would cost an account for good: a warning.`;
  return `${told} Plays ${shownBy} once more, in the dialect but for this one point (${right}). Where the target does not take that, its answer is a warning, and a failure under --strict; where it does, a note says that the dialect says this without need.`;
}
