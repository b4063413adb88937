/**
 * What is known of the server under test: where it listens, its accounts, its limits, its pace. Read from a YAML file
 * (`tchatator.yaml`), completed by options of the command line.
 */
import { z } from 'zod';
import { dialectForm, type Dialect } from '../spec/dialect-schema.ts';
import { launchFile, launchOf, type Launch } from './exec/launch.ts';

export const ROLES = ['member', 'pro', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An account of the target. `id` is the one that `recipient-id` and `user-id` take, decimal. */
export interface Account {
  readonly id: number;
  readonly role: Role;
  readonly token: string;
}

/** The rate limits the target declares; an absent one is not judged. */
export interface Limits {
  /** Messages a user may send in one minute window, and in one hour window. */
  readonly perMinute?: number;
  readonly perHour?: number;
  /** Longest content, in characters. */
  readonly messageLength?: number;
  /** How long the target's "minute" and "hour" last, in ms: test servers shorten them. */
  readonly minuteMs: number;
  readonly hourMs: number;
}

/** The pace of the target, in ms. */
export interface Timing {
  /** The longest it takes to answer, from the last byte it sent or received. */
  readonly answerMs: number;
  /** How long it keeps an unfinished command at least, where that is told. */
  readonly idleMs?: number;
  /** The longest it takes to free the user of a connection that dropped. */
  readonly releaseMs: number;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Profile {
  readonly target?: Address;
  readonly limits: Limits;
  readonly timing: Timing;
  readonly accounts: readonly Account[];
  /** The names of its own that it uses, where it does. */
  readonly dialect?: Dialect | undefined;
  /** How it is started, where that is told. */
  readonly launch?: Launch;
  /** The URL of the database it keeps its messages in, password included. */
  readonly database?: string;
  /** A SELECT of its messages, where they are not in the field's table `message`. */
  readonly messageSql?: string;
}

const ms = z.int().min(1).max(86_400_000);
const count = z.int().min(1).max(1_000_000);

const account = z.strictObject({
  id: z.int().min(1).max(2_147_483_647),
  role: z.enum(ROLES),
  token: z
    .string()
    .min(1)
    .regex(/^[^\r\n]*$/, 'one line'),
});

/** `host:port`, or `port` alone for this machine, or `[v6]:port`. */
export const address = z.union([z.string(), z.int()]).transform((value, context): Address => {
  const parsed = parseAddress(String(value));
  if (parsed.kind === 'address') return parsed.address;
  context.addIssue({
    code: 'custom',
    message: `"${value}": ${parsed.why}`,
  });
  return z.NEVER;
});

/** The file's form: kebab-case as in the configuration of the servers. */
export const profileFile = z.strictObject({
  target: address.optional(),
  limits: z
    .strictObject({
      'messages-per-minute': count.optional(),
      'messages-per-hour': count.optional(),
      'message-length': count.optional(),
      'minute-ms': ms.default(60_000),
      'hour-ms': ms.default(3_600_000),
    })
    .prefault({}),
  timing: z
    .strictObject({
      'answer-ms': ms.default(2000),
      'idle-ms': ms.optional(),
      'release-ms': ms.default(2000),
    })
    .prefault({}),
  accounts: z.array(account).default([]).superRefine(distinct),
  dialect: z.union([z.string().min(1), dialectForm]).optional(),
  ...launchFile,
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'a postgres:// URL')
    .optional(),
  'message-sql': z
    .string()
    .regex(/^\s*(select|with|table|values)\b/i, 'a SELECT')
    .optional(),
});

/** The profile of a target nothing is known of. */
export const UNKNOWN: Profile = toProfile(profileFile.parse({}));

/** From the file's form to ours; but for the dialect, which may stand in a file of its own. */
export function toProfile(file: z.output<typeof profileFile>): Profile {
  const limits = file.limits;
  const launch = launchOf(file);
  return {
    ...(file.target && { target: file.target }),
    limits: {
      ...(limits['messages-per-minute'] !== undefined && { perMinute: limits['messages-per-minute'] }),
      ...(limits['messages-per-hour'] !== undefined && { perHour: limits['messages-per-hour'] }),
      ...(limits['message-length'] !== undefined && { messageLength: limits['message-length'] }),
      minuteMs: limits['minute-ms'],
      hourMs: limits['hour-ms'],
    },
    timing: {
      answerMs: file.timing['answer-ms'],
      ...(file.timing['idle-ms'] !== undefined && { idleMs: file.timing['idle-ms'] }),
      releaseMs: file.timing['release-ms'],
    },
    accounts: file.accounts,
    ...(launch && { launch }),
    ...(file.database !== undefined && { database: file.database }),
    ...(file['message-sql'] !== undefined && { messageSql: file['message-sql'] }),
  };
}

export type ParsedAccount = { kind: 'account'; account: Account } | { kind: 'problem'; problem: string };

/** `role:id:token`, as `--account` takes it; the token may hold colons. A problem never shows what was given. */
export function parseAccount(text: string): ParsedAccount {
  const [role, id = '', ...rest] = text.split(':');
  const known = ROLES.find((each) => each === role);
  if (known === undefined) return { kind: 'problem', problem: `the role is none of ${ROLES.join(', ')}` };
  if (!/^[1-9]\d{0,9}$/.test(id)) return { kind: 'problem', problem: 'the id is not a whole number from 1' };
  const parsed = account.safeParse({ role: known, id: Number(id), token: rest.join(':') });
  if (parsed.success) return { kind: 'account', account: parsed.data };
  return {
    kind: 'problem',
    problem: rest.join(':') === '' ? 'the token is missing' : 'the id or the token cannot be',
  };
}

export type ParsedAddress = { kind: 'address'; address: Address } | { kind: 'problem'; why: string };

/** Reads `host:port`. */
export function parseAddress(text: string): ParsedAddress {
  const match = /^(?:(?:\[([^\]]+)\]|([^:\s[\]/]+)):)?(\d+)$/.exec(text.trim());
  if (match === null) return { kind: 'problem', why: 'no address; write host:port, such as 127.0.0.1:4242' };
  const port = Number(match[3]);
  if (port < 1 || port > 65_535) return { kind: 'problem', why: 'a port is a number from 1 to 65535' };
  return { kind: 'address', address: { host: match[1] ?? match[2] ?? '127.0.0.1', port } };
}

/** An address as people write it. */
export function showAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Two accounts with one id, or one token, would make a server look wrong: says which ones, all at once. */
export function distinct(accounts: readonly Account[], context: z.RefinementCtx): void {
  const fields: { name: string; of: (account: Account) => string | number }[] = [
    { name: 'id', of: (account) => account.id },
    { name: 'token', of: (account) => account.token },
  ];
  for (const { name, of } of fields) {
    const seen = new Map<string | number, number>();
    accounts.forEach((account, index) => {
      const first = seen.get(of(account));
      if (first === undefined) seen.set(of(account), index);
      else
        context.addIssue({
          code: 'custom',
          path: [index, name],
          message: `the same ${name} as account number ${first + 1}: each account needs its own`,
        });
    });
  }
}
