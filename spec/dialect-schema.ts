/**
 * The form of a dialect (`dialects/<name>.yaml`, or `dialect:` in a profile): where a server departs from the protocol
 * in names and further parameters, and in nothing else.
 */
import { z } from 'zod';
import { CHANGES, COMMANDS } from './case-schema.ts';

/** Keys of data lines that the protocol names. */
export const DATA_KEYS = ['type', 'message', 'message-id'] as const;

/** What the value of an added parameter may hold beside the names of the command's own parameters. */
export const COMPUTED = ['characters', 'bytes', 'own-id', 'nonce'] as const;

const wireName = z
  .string()
  .regex(
    /^[!-9;-~]{1,64}$/,
    'a name of ASCII letters, digits and signs, without spaces and colons, at most 64',
  );

const value = z
  .union([z.string().regex(/^[^\r\n]*$/, 'one line'), z.int()])
  .transform(String)
  .describe(
    'as it stands, with {characters} and {bytes} of the content, {own-id} (of the user who sends it), {nonce}, or {recipient-id} and the like: another parameter of the command',
  );

export const commandOverlay = z.strictObject({
  called: wireName.optional().describe('the name of the command there'),
  rename: z
    .record(z.string(), wireName)
    .default({})
    .describe('names of parameters there, by those of the protocol'),
  add: z
    .record(wireName, value)
    .default({})
    .describe('further parameters the server wants, with their values'),
  order: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('parameters that come first, in this order, by their names there'),
});

export const dialectForm = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'a short name of small letters, digits, hyphens and points')
    .refine((name) => name !== 'none', '"none" stands for the protocol itself'),
  text: z.string().optional().describe('which servers speak so'),
  commands: z.partialRecord(z.enum(COMMANDS), commandOverlay).default({}),
  responses: z
    .strictObject({
      keys: z
        .partialRecord(z.enum(DATA_KEYS), wireName)
        .default({})
        .describe('keys of data lines there, by those of the protocol'),
      changes: z
        .partialRecord(z.enum(CHANGES), wireName)
        .default({})
        .describe('words for types of change there, by those of the protocol'),
    })
    .prefault({}),
});

export type Dialect = z.output<typeof dialectForm>;
/** What a dialect says of one command. */
export type CommandOverlay = z.output<typeof commandOverlay>;
