/**
 * The cases that judge one of these clauses, and those they depend on.
 * @param {readonly { id: string, clauses: readonly string[], needs: readonly string[] }[]} cases
 * @param {readonly string[]} clauses
 */
export function casesFor(cases, clauses) {
  const byId = new Map(cases.map((each) => [each.id, each]));
  const chosen = new Set();
  const choose = (each) => {
    if (each === undefined || chosen.has(each)) return;
    chosen.add(each);
    for (const id of each.needs) choose(byId.get(id));
  };
  for (const each of cases) if (each.clauses.some((clause) => clauses.includes(clause))) choose(each);
  return cases.filter((each) => chosen.has(each));
}
