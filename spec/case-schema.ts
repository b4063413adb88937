/**
 * The form of a case file (`cases/<area>/<topic>.yaml`). A step is `who VERB`, alone or with options:
 *
 *     - member LOGIN
 *     - member SEND_MSG: { to: pro, content: "12:30 {unique}", as: m }
 *     - pro poll: { sees: [{ new_message: m }] }
 *
 * `who` is an actor, optionally with a connection number (`user@2`). Its name tells the role it needs: `member`,
 * `pro`, `admin` (with a digit for a further one), `user` for an account of any role, `guest` for none.
 */
import { z } from 'zod';

export const ACTOR = /^(user|member|pro|admin|guest)\d{0,2}$/;
export const WHO = /^(user|member|pro|admin|guest)\d{0,2}(@\d{1,2})?$/;
export const COMMANDS = [
  'LOGIN',
  'DISCONNECTED',
  'SEND_MSG',
  'UPDT_MSG',
  'DEL_MSG',
  'NEW_CHG_AVAILABLE',
  'BLOCK_USER',
  'BAN_USER',
] as const;
export const ACTIONS = [
  'connect',
  'write',
  'poll',
  'burst',
  'pipeline',
  'half-close',
  'leave',
  'close',
  'reset',
  'wait',
  'alive',
  'look',
] as const;
export const CHANGES = ['new_message', 'message_updated', 'message_deleted'] as const;
export const CLAUSE_ID = /^[TSLDAMUXNBR]\d{1,2}$/;
export const CASE_ID = /^[a-z0-9-]+(\/[a-z0-9-]+)+$/;

export const clauseId = z.string().regex(CLAUSE_ID, 'a clause id such as M7');
export const actor = z
  .string()
  .regex(ACTOR, 'an actor: user, member, pro, admin or guest, with a digit for a further one');
const caseId = z.string().regex(CASE_ID, 'a slug such as send/content/colons');
const reference = z.string().regex(/^[a-z][a-z0-9]*$/, 'a short name such as m');

/** What a peer may do after a command. `refusal`: any status but 200. `anything`: a reply, a close or silence. */
export const outcome = z.union([
  z.literal([200, 401, 403, 416, 426]),
  z.enum(['close', 'silence', 'refusal', 'reply', 'anything']),
]);
export type OutcomePattern = z.infer<typeof outcome>;

/** One alternative of an expectation, with the verdict it deserves. A bare outcome passes. */
export const alternative = z.union([
  outcome,
  z.strictObject({
    is: outcome,
    verdict: z.enum(['pass', 'break', 'not-observable']).default('pass'),
    clause: clauseId.optional().describe('the clause a "break" breaks, if not that of the step'),
    because: z.string().optional(),
  }),
]);
export type Alternative = z.infer<typeof alternative>;

/** Alternatives are tried in order; what matches none breaks the step's clause. */
const expectation = z.union([alternative, z.array(alternative).min(1)]);

/** Words for what the target chose on an open point, by outcome. */
const observation = z.partialRecord(
  z.enum([
    '200',
    '401',
    '403',
    '416',
    '426',
    'close',
    'silence',
    'refusal',
    'reply',
    'anything',
    'yes',
    'no',
  ]),
  z.string(),
);

/**
 * How the bytes of a command leave: in one segment, cut in segments with a short pause between, byte by byte, or with
 * a half-close right behind them. `cut` names the places: after the command's name, inside it, inside or after a key
 * or value, before the last newline, or inside a character of several bytes. `next` and
 * `followed`: one more LOGIN goes right behind it, in the same segment. After `next`, for commands that lack something
 * (T23), only the first response is judged; after `followed` the second one must be that LOGIN’s 403 (T8).
 */
export const delivery = z.union([
  z.enum(['whole', 'byte-by-byte', 'half-close', 'next', 'followed']),
  z.strictObject({
    cut: z.enum([
      'in-name',
      'after-name',
      'after-name-newline',
      'in-key',
      'before-colon',
      'after-colon',
      'in-value',
      'in-character',
      'before-last-newline',
    ]),
  }),
]);
export type Delivery = z.infer<typeof delivery>;

const judged = {
  expect: expectation.optional().describe('absent: setup, must be answered 200'),
  clause: clauseId.optional().describe('the clause that a miss breaks; default: the first of the case'),
  observe: observation.optional(),
  has: z
    .array(z.string())
    .optional()
    .describe('data keys that a 200 must carry; with an "observe" of yes and no, those it may carry'),
  exactly: z
    .literal(1)
    .optional()
    .describe('wait until the answer is surely over, then judge that there was one response (T26)'),
  keep: z.boolean().optional().describe('stay on this connection although it was refused (T22)'),
};

export const commandOptions = z.strictObject({
  to: actor.optional().describe('whose id goes into recipient-id or user-id'),
  message: reference.optional().describe('whose id goes into message-id'),
  content: z.string().optional(),
  token: actor.optional().describe('whose token to send instead of the own one'),
  with: z.record(z.string(), z.string()).optional().describe('parameters to set or add'),
  without: z.array(z.string()).optional(),
  'no-colon': z.string().optional().describe('the parameter whose line is sent without its colon'),
  order: z.array(z.string()).optional(),
  as: reference.optional().describe('a name for the message sent'),
  delivery: delivery.optional(),
  malformed: z.literal(true).optional().describe('this command breaks the grammar on purpose'),
  eventually: z
    .literal('released')
    .optional()
    .describe('LOGIN only: try again while it is answered 403, up to release-ms'),
  ...judged,
});

export const writeOptions = z.strictObject({
  bytes: z.string().optional(),
  hex: z
    .string()
    .regex(/^([0-9a-f]{2}\s*)+$/i, 'pairs of hexadecimal digits')
    .optional(),
  repeat: z.strictObject({ text: z.string(), times: z.int().min(1).max(2_000_000) }).optional(),
  then: z.string().optional().describe('bytes behind those above'),
  counts: z.int().min(1).max(50).default(1).describe('how many commands these bytes hold'),
  as: reference.optional().describe('a name for the message in these bytes; goes with "carries"'),
  carries: z.string().optional().describe('the content of that message'),
  malformed: z.literal(true).optional(),
  delivery: delivery.optional(),
  awaits: z
    .literal('nothing')
    .optional()
    .describe('unfinished on purpose: no answer is due, and none is awaited'),
  ...judged,
});

const change = z.union([
  z.strictObject({ new_message: reference, content: z.string().optional() }),
  z.strictObject({ message_updated: reference, content: z.string().optional() }),
  z.strictObject({ message_deleted: reference }),
]);

/** NEW_CHG_AVAILABLE until what is looked for has come, or until there are no changes left. */
export const pollOptions = z.strictObject({
  sees: z.array(change).optional().describe('each must come; with "once", exactly once'),
  misses: z
    .array(z.union([reference, change]))
    .optional()
    .describe('none of these may come; polls until there are no changes left'),
  once: z.literal(true).optional(),
  judges: z
    .array(z.enum(['arrival', 'content', 'fields', 'type', 'id', 'no-token', 'no-forgery']))
    .optional()
    .describe('what of the changes is judged; default: arrival'),
  clause: clauseId.optional(),
  observe: observation.optional().describe('yes: a change about what is looked for came; no: none did'),
});

export const burstOptions = z.strictObject({
  to: actor,
  window: z.enum(['minute', 'hour']),
  judges: z
    .enum(['within', 'beyond', 'spend', 'still'])
    .describe(
      'within: the first N get 200 (R2); beyond: 426 comes when due (R3); spend: setup, until 426 comes; still: after a spend, the window goes on (R7)',
    ),
  as: reference.optional().describe('names the messages: those answered 200 and those refused'),
  clause: clauseId.optional(),
});

export const waitOptions = z.strictObject({
  for: z
    .enum(['gap', 'half-idle', 'idle', 'minute', 'hour'])
    .describe('window lengths come from the profile'),
});

export const pipelineOptions = z.strictObject({
  commands: z.array(z.record(z.string().regex(/^[A-Z_]+$/), commandOptions)).min(2),
  clause: clauseId.optional(),
});

export const aliveOptions = z.strictObject({ clause: clauseId.optional() });

/** Into the target's database, past the wire: what it keeps of the messages of this case. */
export const lookOptions = z.strictObject({
  stored: z
    .array(z.union([reference, z.strictObject({ message: reference, content: z.string() })]))
    .optional()
    .describe('each must be there; with "content", with that one'),
  once: z.literal(true).optional().describe('and be there once'),
  missing: z.array(reference).optional().describe('none of these may be there'),
  unchanged: z.array(reference).optional().describe('each must be there as it was at the look before'),
  deleted: z.array(reference).optional().describe('none of these may be there unmarked'),
  judges: z
    .array(z.enum(['fields', 'content']))
    .optional()
    .describe('what of the stored ones is judged beside that they are there'),
  clause: clauseId.optional(),
});

const verbs = [...COMMANDS, ...ACTIONS].join('|');
const STEP = new RegExp(`^${WHO.source.slice(1, -1)} (${verbs})$`);
const stepName = z
  .string()
  .regex(STEP, `"who VERB", where VERB is one of ${[...COMMANDS, ...ACTIONS].join(', ')}`);

const plainStep = z.union([
  stepName,
  z.record(
    stepName,
    z.union([
      commandOptions,
      writeOptions,
      pollOptions,
      burstOptions,
      waitOptions,
      pipelineOptions,
      aliveOptions,
      lookOptions,
    ]),
  ),
]);

/** Steps that happen at the same moment; `exactly` counts how many may be answered so. */
export const togetherStep = z.strictObject({
  together: z.array(plainStep).min(2).max(32),
  exactly: z.partialRecord(z.enum(['200', '403']), z.int()).optional(),
  clause: clauseId.optional(),
});
export const step = z.union([plainStep, togetherStep]);
export type StepSource = z.infer<typeof step>;

export const caseSource = z.strictObject({
  id: caseId,
  aliases: z.array(caseId).optional().describe('former ids'),
  title: z.string().min(8),
  clauses: z
    .array(clauseId)
    .min(1)
    .describe('the first one is what a miss breaks, unless the step names another'),
  why: z.string().optional().describe('what goes wrong in practice, or why it is judged so'),
  hint: z.string().optional().describe('where to look first when it fails'),
  needs: z.array(caseId).optional().describe('further cases this one depends on'),
  requires: z
    .array(
      z.enum([
        'minute-limit',
        'hour-limit',
        'message-length',
        'idle',
        'response-newline',
        'command-newline',
        'message-ids',
      ]),
    )
    .optional(),
  alone: z.literal(true).optional().describe('no other case may run beside it'),
  spoils: z.array(actor).optional().describe('accounts that are of no more use afterwards (a ban)'),
  blocks: z.literal(true).optional().describe('leaves a block behind: runs after the ordinary cases'),
  harm: z.literal(true).optional().describe('may harm a weak server: runs among the last'),
  steps: z.array(step).min(1),
});
export type CaseSource = z.infer<typeof caseSource>;

export const caseFile = z.strictObject({ topic: z.string(), cases: z.array(caseSource).min(1) });
