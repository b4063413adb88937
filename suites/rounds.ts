import type { CaseResult, Verdict } from './result.ts';

/** Says nothing about the target, so it does not differ from what does. */
const UNJUDGED: ReadonlySet<Verdict> = new Set(['skipped', 'not-observable']);

/** Every case played several times, and what its plays come to together. */
export class Rounds {
  readonly #times: number;
  readonly #earlier = new Map<string, CaseResult[]>();

  /** @param times how often each case is to be played, from 1 */
  constructor(times: number) {
    this.#times = times;
  }

  /** Takes the result of a play: that of all plays when it was the last, undefined when there is another to come. */
  take(result: CaseResult): CaseResult | undefined {
    const all = [...(this.#earlier.get(result.id) ?? []), result];
    this.#earlier.set(result.id, all);
    return all.length < this.#times ? undefined : combined(all);
  }

  /** The result of a case that cannot be played, or not again: what its earlier plays have shown counts more. */
  end(result: CaseResult): CaseResult {
    const all = this.#earlier.get(result.id);
    return all === undefined ? result : combined(all);
  }
}

/**
 * The result of several plays of one case. Plays that could not be judged are left out where others were; those that
 * differ are `flaky`, with the findings of the first that is worse than the rest.
 */
export function combined(all: readonly CaseResult[]): CaseResult {
  const judged = all.filter(({ verdict }) => !UNJUDGED.has(verdict));
  const plays = judged.length === 0 ? all : judged;
  const worst = [...plays].sort((one, other) => badness(other) - badness(one))[0];
  if (worst === undefined) throw new Error('no play of the case to combine');
  const durationMs = all.reduce((sum, result) => sum + result.durationMs, 0);
  const verdicts = all.length > 1 ? { plays: all.map(({ verdict }) => verdict) } : {};
  const together = { ...worst, ...verdicts, durationMs };
  if (worst.verdict === 'error' || plays.every(({ verdict }) => verdict === worst.verdict))
    return { ...together, ...choices(plays) };
  const reason = `not the same each time: ${counted(all.map(({ verdict }) => verdict))}`;
  return { ...together, verdict: 'flaky', reason };
}

/** The worst first; a break of the suite itself leaves the others unsaid. */
const BADNESS: readonly Verdict[] = ['error', 'fail', 'warn', 'blocked', 'observed', 'pass'];

function badness({ verdict }: CaseResult): number {
  return -BADNESS.indexOf(verdict);
}

/** What was chosen on an open point may differ from play to play: nothing forbids it, and all of it is told. */
function choices(plays: readonly CaseResult[]): Pick<CaseResult, 'observed'> {
  const seen = plays.map(({ observed }) => observed).filter((text) => text !== undefined);
  if (seen.length === 0) return {};
  return { observed: new Set(seen).size === 1 ? (seen[0] ?? '') : counted(seen) };
}

/** `fail (1), pass (2)`: in the order they came. */
function counted(texts: readonly string[]): string {
  return [...new Set(texts)]
    .map((text) => `${text} (${texts.filter((each) => each === text).length})`)
    .join(', ');
}
