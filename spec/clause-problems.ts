/** What is wrong with the file of clauses. */
import { z } from 'zod';
import { clausesFile } from './clause-schema.ts';
import { explain } from './explain.ts';
import type { Problem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** The ids, wherever there are any. */
const rows = z
  .object({ clauses: z.array(z.object({ id: z.string() }).catch({ id: '' })) })
  .catch({ clauses: [] });

export function clauseProblems(read: YamlFile): Problem[] {
  return [...explain(clausesFile, { read, path: [], value: read.value }), ...repeatedIds(read)];
}

function repeatedIds(read: YamlFile): Problem[] {
  const ids = rows.parse(read.value).clauses.map(({ id }) => id);
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (id === '' || first === index) return [];
    const { line } = read.placeOf(['clauses', first, 'id']);
    const place = read.placeOf(['clauses', index, 'id']);
    return [
      {
        file: read.file,
        ...place,
        message: `clause \`${id}\` stands at line ${line} already`,
        cure: 'one clause, one row',
      },
    ];
  });
}
