import { selects, type Selectable } from './pattern.ts';
import { suggest } from './suggest.ts';

/** Patterns as `pattern.ts` tells of them: without `only`, everything is chosen but what `skip` means. */
export interface Patterns {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** How the subjects are called, and where all of them are listed. */
export interface ChoiceWords {
  readonly noun: string;
  readonly listing: string;
}

export type Choice<Subject> =
  | { readonly kind: 'chosen'; readonly chosen: Subject[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** What patterns choose. A pattern that matches nothing is a mistake, told with what was probably meant. */
export function choose<Subject extends Selectable>(
  subjects: readonly Subject[],
  { only, skip }: Patterns,
  { noun, listing }: ChoiceWords,
): Choice<Subject> {
  const unmatched = (option: string, pattern: string): string[] => {
    if (subjects.some((each) => selects(pattern, each))) return [];
    const names = subjects.flatMap(({ id, clauses }) => [id, id.split('/')[0] ?? '', ...clauses]);
    const close = suggest(pattern, [...new Set(names)]);
    const hint = close === undefined ? `"${listing}" shows all` : `did you mean ${close}?`;
    return [`${option} ${pattern}: matches no ${noun}; ${hint}`];
  };
  const problems = [
    ...only.flatMap((pattern) => unmatched('--only', pattern)),
    ...skip.flatMap((pattern) => unmatched('--skip', pattern)),
  ];
  if (problems.length > 0) return { kind: 'problems', problems };
  const chosen = subjects.filter(
    (each) =>
      (only.length === 0 || only.some((pattern) => selects(pattern, each))) &&
      !skip.some((pattern) => selects(pattern, each)),
  );
  return { kind: 'chosen', chosen };
}
