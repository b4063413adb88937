import { z } from 'zod';

/** What the reference server can be told. Names end in their unit; the window names are the field's. */
export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly maxMessagesPerMinutes: number;
  readonly maxMessagesPerHours: number;
  /** How long the limiter's minute and hour last; shorter ones make tests quick. */
  readonly minuteMs: number;
  readonly hourMs: number;
  /** In characters. */
  readonly maxMessageLength: number;
  readonly blockCliDurationHours: number;
  /** A token that logs in as an administrator. */
  readonly adminApiToken?: string | undefined;
  /** After this silence, an unfinished command is taken to be all there is. */
  readonly idleMs: number;
  readonly maxConnections: number;
  readonly lineBytes: number;
  readonly frameBytes: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** What is wrong with an option, by its name in kebab-case; an empty name stands for all of them. */
export interface OptionProblem {
  readonly option: string;
  readonly message: string;
}

export type OptionsResult =
  | { readonly kind: 'options'; readonly options: ServerOptions }
  | { readonly kind: 'problems'; readonly problems: readonly OptionProblem[] };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** A character of UTF-8 takes at most this many bytes. */
const BYTES_PER_CHARACTER = 4;
/** The longest delay a timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Reads options from a configuration file, from flags, or from both merged: kebab-case names as in the field, numbers
 * as numbers or as their digits. What is absent takes its default.
 */
export function parseOptions(given: unknown): OptionsResult {
  const result = schema.safeParse(given);
  if (result.success) return { kind: 'options', options: result.data };
  return { kind: 'problems', problems: result.error.issues.flatMap(problemsOf) };
}

function problemsOf(issue: z.core.$ZodIssue): OptionProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((option) => ({ option, message: 'there is no such option' }));
  return [{ option: issue.path.map(String).join('.'), message: issue.message }];
}

const wholeNumber = (least: number, most: number) => {
  const message = `expected a whole number from ${least} to ${most}`;
  const digits = z.string().regex(/^\d+$/, message).transform(Number);
  return z.union([z.number(), digits], message).pipe(z.int(message).min(least, message).max(most, message));
};

const schema = z
  .strictObject({
    host: z.string().min(1, 'expected a host name or address').default('127.0.0.1'),
    port: wholeNumber(0, 65_535).default(4242),
    'max-messages-per-minutes': wholeNumber(1, 1_000_000).default(12),
    'max-messages-per-hours': wholeNumber(1, 1_000_000).default(90),
    'minute-ms': wholeNumber(1, LONGEST_MS).default(60_000),
    'hour-ms': wholeNumber(1, LONGEST_MS).default(3_600_000),
    'max-message-length': wholeNumber(1, 1_000_000).default(1000),
    'block-cli-duration': wholeNumber(1, 1_000_000).default(24),
    'admin-api-token': z.string().min(1).max(64, 'expected at most 64 characters').optional(),
    'idle-ms': wholeNumber(50, LONGEST_MS).default(1500),
    'max-connections': wholeNumber(1, 100_000).default(1000),
    'line-bytes': wholeNumber(256, 2 ** 24).default(2 ** 16),
    'frame-bytes': wholeNumber(256, 2 ** 25).default(2 ** 17),
    'log-level': z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  })
  .refine((given) => given['max-message-length'] * BYTES_PER_CHARACTER <= given['line-bytes'], {
    path: ['line-bytes'],
    message: `expected at least ${BYTES_PER_CHARACTER} bytes for each character of max-message-length`,
  })
  .refine((given) => given['line-bytes'] <= given['frame-bytes'], {
    path: ['frame-bytes'],
    message: 'expected at least line-bytes',
  })
  .transform((given) => ({
    host: given.host,
    port: given.port,
    maxMessagesPerMinutes: given['max-messages-per-minutes'],
    maxMessagesPerHours: given['max-messages-per-hours'],
    minuteMs: given['minute-ms'],
    hourMs: given['hour-ms'],
    maxMessageLength: given['max-message-length'],
    blockCliDurationHours: given['block-cli-duration'],
    adminApiToken: given['admin-api-token'],
    idleMs: given['idle-ms'],
    maxConnections: given['max-connections'],
    lineBytes: given['line-bytes'],
    frameBytes: given['frame-bytes'],
    logLevel: given['log-level'],
  }));
