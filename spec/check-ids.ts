/** Each case goes by one id, and no two cases by the same. */
import { CASE_ID } from './case-schema.ts';
import { problemOf, type ExpandedCase } from './expanded-case.ts';
import type { Problem } from './problem.ts';

export function checkIds(cases: readonly ExpandedCase[]): Problem[] {
  const owners = new Map<string, ExpandedCase>();
  return cases.flatMap((each) =>
    [each.id, ...each.aliases].flatMap((id) => {
      if (!CASE_ID.test(id)) {
        return [problemOf(each, `\`${id}\` is not a slug such as send/content/colons`, 'rename it')];
      }
      const owner = owners.get(id);
      owners.set(id, owner ?? each);
      if (owner === undefined) return [];
      const message = `\`${id}\` is already the id of the case at ${owner.file}:${owner.line}`;
      return [problemOf(each, message, 'rename one of the two, or leave the double out with "except"')];
    }),
  );
}
