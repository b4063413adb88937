/** JSON Schemas of the YAML files, for editors that complete and check while one writes. */
import { z } from 'zod';
import { axesFile } from './axes-schema.ts';
import { caseFile } from './case-schema.ts';
import { dialectForm } from './dialect-schema.ts';
import { clausesFile, protocolFile } from './clause-schema.ts';

const FORMS = {
  'axes.schema.json': { title: 'Axes: what is multiplied over commands', form: axesFile },
  'cases.schema.json': { title: 'Cases of one topic', form: caseFile },
  'clauses.schema.json': { title: 'Clauses of the protocol', form: clausesFile },
  'dialect.schema.json': { title: 'Dialect: names of its own that a server uses', form: dialectForm },
  'protocol.schema.json': { title: 'Vocabulary of the protocol', form: protocolFile },
};

/** The text of each schema file in `json-schema/`, by the name of the file. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(FORMS).map(([name, { title, form }]) => {
      const { $schema, ...schema } = z.toJSONSchema(form, { io: 'input', reused: 'ref' });
      return [name, `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`];
    }),
  );
}
