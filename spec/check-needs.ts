/** What a case needs is there, and no case needs itself by a detour. */
import { problemOf, type ExpandedCase } from './expanded-case.ts';
import type { Problem } from './problem.ts';
import { suggest } from './suggest.ts';

export function checkNeeds(cases: readonly ExpandedCase[]): Problem[] {
  const byId = new Map(cases.map((each) => [each.id, each]));
  return [...missing(cases, byId), ...circles(byId).map(problemOfCircle)];
}

/** A case that many need and that is not there is reported once, at the first of them. */
function missing(cases: readonly ExpandedCase[], byId: ReadonlyMap<string, ExpandedCase>): Problem[] {
  const askers = new Map<string, ExpandedCase[]>();
  for (const each of cases) {
    for (const need of each.needs.filter((id) => !byId.has(id))) {
      askers.set(need, [...(askers.get(need) ?? []), each]);
    }
  }
  const present = new Map(cases.flatMap((each) => each.aliases.map((alias) => [alias, each.id])));
  return [...askers].flatMap(([need, [first, ...others]]) => {
    if (first === undefined) return [];
    const further = others.length === 0 ? '' : `; so do ${others.length} more`;
    const name = present.get(need) ?? suggest(need, byId.keys());
    const cure = name === undefined ? 'write that case, or remove the need' : `write \`${name}\``;
    return [problemOf(first, `it needs \`${need}\`, and no case has that id${further}`, cure)];
  });
}

/** Each circle once, as the cases along it. */
function circles(byId: ReadonlyMap<string, ExpandedCase>): ExpandedCase[][] {
  const found: ExpandedCase[][] = [];
  const finished = new Set<string>();
  const visit = (each: ExpandedCase, way: readonly ExpandedCase[]): void => {
    if (way.includes(each)) found.push(way.slice(way.indexOf(each)));
    if (way.includes(each) || finished.has(each.id)) return;
    for (const need of each.needs) {
      const next = byId.get(need);
      if (next !== undefined) visit(next, [...way, each]);
    }
    finished.add(each.id);
  };
  for (const each of byId.values()) visit(each, []);
  return found;
}

function problemOfCircle(circle: readonly ExpandedCase[]): Problem {
  const [first] = circle;
  if (first === undefined) throw new Error('a circle of needs has at least one case');
  const way = [...circle, first].map(({ id }) => id).join(' → ');
  return problemOf(first, `its needs go in a circle: ${way}`, 'take one of these needs away');
}
