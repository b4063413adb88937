import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { isDatabaseUrl } from '../../database/url.ts';
import { faultNames } from '../../server/fault.ts';
import { parseOptions } from '../../server/options.ts';
import type { ServerOptions } from '../../server/options.ts';
import { FEWEST_ACCOUNTS } from '../../database/newcomers.ts';
import { variantNames } from '../../server/variant.ts';
import { databaseImage } from '../check/database-choice.ts';
import { kebabCase } from '../kebab-case.ts';
import { suggest } from '../../spec/suggest.ts';

/** Everything `serve` is told. */
export interface ServeSettings {
  readonly options: ServerOptions;
  /** As `provideDatabase` takes it. */
  readonly database: string;
  readonly databaseImage?: string | undefined;
  /** The schema to keep everything in; without one, a new one is made and dropped. */
  readonly schema?: string | undefined;
  readonly seedAccounts: number;
  readonly writeProfile?: string | undefined;
  readonly untilStdinCloses: boolean;
  readonly alteration: Alteration;
}

/** Whether the server is as it should be, deliberately wrong in one point, or odd but right in one. */
export type Alteration =
  { readonly kind: 'none' } | { readonly kind: 'fault' | 'variant'; readonly name: string };

export type SettingsResult =
  | { readonly kind: 'settings'; readonly settings: ServeSettings }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Brings together flags, as commander tells them, and the configuration file they name. Finds all problems at once. */
export function readSettings(given: Readonly<Record<string, unknown>>): SettingsResult {
  const flags = new Map(Object.entries(given).map(([name, value]) => [kebabCase(name), value]));
  const own = ownFlags.safeParse(pick(flags, (name) => name in ownFlags.shape));
  const serverFlags = pick(flags, (name) => !(name in ownFlags.shape));
  const config = readConfig(flags.get('config'));
  const parsed = parseOptions({ ...config.values, ...serverFlags });

  const problems = [...config.problems];
  if (!own.success)
    problems.push(...own.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`));
  if (parsed.kind === 'problems') {
    const place = (option: string) => (option in serverFlags ? `--${option}` : `${config.place}${option}`);
    problems.push(...parsed.problems.map(({ option, message }) => `${place(option)}: ${message}`));
  }
  if (problems.length > 0 || !own.success || parsed.kind === 'problems')
    return { kind: 'problems', problems };
  return { kind: 'settings', settings: { options: parsed.options, ...settingsOf(own.data) } };
}

const MOST_ACCOUNTS = 100_000;
const ACCOUNTS = `expected 0, or a whole number from ${FEWEST_ACCOUNTS} to ${MOST_ACCOUNTS}`;

/** The flags that are not the server's own options. */
const ownFlags = z.object({
  config: z.string().optional(),
  database: z
    .string()
    .refine(
      (choice) => ['auto', 'container', 'embedded'].includes(choice) || isDatabaseUrl(choice),
      'expected auto, container, embedded or a postgres:// URL',
    )
    .default('auto'),
  'database-image': databaseImage,
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'expected a-z, 0-9 and _, no digit first, at most 63 characters')
    .optional(),
  'seed-accounts': z
    .string()
    .regex(/^\d+$/, ACCOUNTS)
    .transform(Number)
    .refine((count) => count === 0 || (count >= FEWEST_ACCOUNTS && count <= MOST_ACCOUNTS), ACCOUNTS)
    .default(12),
  'write-profile': z.string().min(1, 'expected a file name').optional(),
  'until-stdin-closes': z.boolean().default(false),
  fault: oneOf(faultNames).optional(),
  variant: oneOf(variantNames).optional(),
});

/** A name from a list that is read only when a name is given. */
function oneOf(list: () => readonly string[]) {
  return z.string().superRefine((name, context) => {
    const names = list();
    if (names.includes(name)) return;
    const close = suggest(name, names) ?? names.find((each) => suggest(name, [each.slice(0, name.length)]));
    const hint = close === undefined ? '.' : `; did you mean ${close}?`;
    context.addIssue(`there is no ${name}${hint} The names are ${names.join(', ')}.`);
  });
}

function settingsOf(flags: z.infer<typeof ownFlags>): Omit<ServeSettings, 'options'> {
  return {
    database: flags.database,
    databaseImage: flags['database-image'],
    schema: flags.schema,
    seedAccounts: flags['seed-accounts'],
    writeProfile: flags['write-profile'],
    untilStdinCloses: flags['until-stdin-closes'],
    alteration: alterationOf(flags),
  };
}

function alterationOf({ fault, variant }: z.infer<typeof ownFlags>): Alteration {
  if (fault !== undefined) return { kind: 'fault', name: fault };
  return variant === undefined ? { kind: 'none' } : { kind: 'variant', name: variant };
}

interface Config {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
  /** What stands before the name of an option of this file. */
  readonly place: string;
}

function readConfig(file: unknown): Config {
  if (typeof file !== 'string') return { values: {}, problems: [], place: '' };
  const place = `${file}: `;
  const broken = (message: string): Config => ({ values: {}, problems: [place + message], place });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return broken(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return broken(error.message.split('\n', 1)[0] ?? 'is not YAML');
  const values = z.record(z.string(), z.unknown()).safeParse(document.toJS() ?? {});
  return values.success ? { values: values.data, problems: [], place } : broken('expected options by name');
}

function pick(
  flags: ReadonlyMap<string, unknown>,
  wanted: (name: string) => boolean,
): Record<string, unknown> {
  return Object.fromEntries([...flags].filter(([name]) => wanted(name)));
}
