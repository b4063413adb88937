/** The form of `clauses.yaml` and `protocol.yaml`. */
import { z } from 'zod';
import { clauseId, COMMANDS } from './case-schema.ts';

export const LEVEL_OF = { stated: 'must', implied: 'must', advised: 'should', open: 'may' } as const;

export const clause = z
  .strictObject({
    id: clauseId,
    from: z.enum(['stated', 'implied', 'advised', 'open']),
    level: z.enum(['must', 'should', 'may']),
    text: z.string().min(10),
    source: z.string().optional().describe('a short quotation of the protocol’s own words, in French'),
    excluded: z.string().optional().describe('why no case asks for it'),
  })
  .refine(
    (row) => LEVEL_OF[row.from] === row.level,
    'the level follows from "from": stated and implied are must, advised is should, open is may',
  );
export type Clause = z.infer<typeof clause>;
export const clausesFile = z.strictObject({ clauses: z.array(clause).min(1) });

const parameter = z.strictObject({
  name: z.string(),
  type: z.enum(['token', 'id', 'length', 'text']),
  text: z.string(),
});

export const protocolFile = z.strictObject({
  protocol: z.literal('tchatator'),
  roles: z.array(z.enum(['member', 'pro', 'admin'])),
  statuses: z.array(z.strictObject({ code: z.int(), name: z.string(), text: z.string() })).length(5),
  commands: z.array(
    z.strictObject({
      name: z.enum(COMMANDS),
      slug: z.string().regex(/^[a-z-]+$/),
      text: z.string(),
      authenticated: z.boolean(),
      roles: z.array(z.enum(['member', 'pro', 'admin'])).describe('who may use it'),
      parameters: z.array(parameter),
    }),
  ),
  configuration: z.array(
    z.strictObject({
      name: z.string(),
      default: z.union([z.int(), z.string()]).optional(),
      text: z.string(),
    }),
  ),
});
export type Protocol = z.infer<typeof protocolFile>;
