import { DEFAULT_IMAGE, provideContainer } from './container.ts';
import { DatabaseUnavailable, type Database } from './database.ts';
import { provideEmbedded } from './embedded.ts';
import { sweep } from './sweep.ts';
import { isDatabaseUrl, provideUrl } from './url.ts';

/** How a database is provided, besides the choice which. */
export interface ProvideOptions {
  /** Takes a message for people: a choice that was passed over and why, a folder that was swept. */
  readonly log: (line: string) => void;
  /** The image of a container; `postgres:17-alpine` unless told. */
  readonly image?: string | undefined;
  /** Where `auto` looks for `DATABASE_URL`; nowhere unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether what is committed survives a crash of the machine, at the price of waiting for the disk; false unless told. */
  readonly durable?: boolean;
}

/**
 * A PostgreSQL that answers. What killed runs left behind is swept away first.
 * @param choice a `postgres://` URL, `container`, `embedded`, or `auto`: the URL in `DATABASE_URL` if there is one, else
 * a container if one can be had, else embedded.
 * @throws DatabaseUnavailable when the choice cannot be had; after `auto` it says all that was tried.
 */
export async function provideDatabase(choice: string, options: ProvideOptions): Promise<Database> {
  const { log, image = DEFAULT_IMAGE, durable = false, env = {} } = options;
  await sweep(log);
  if (isDatabaseUrl(choice)) return provideUrl(choice, '--database');
  switch (choice) {
    case 'container':
      return provideContainer({ image, durable });
    case 'embedded':
      return provideEmbedded({ log, durable });
    case 'auto':
      return provideAny({ log, image, durable, url: env.DATABASE_URL ?? '' });
    default:
      throw new DatabaseUnavailable('a database is auto, container, embedded or a postgres:// URL');
  }
}

interface AnyOptions {
  readonly log: (line: string) => void;
  readonly image: string;
  readonly durable: boolean;
  readonly url: string;
}

async function provideAny({ log, image, durable, url }: AnyOptions): Promise<Database> {
  if (url !== '') return provideUrl(url, 'DATABASE_URL');
  const noContainer = await provideContainer({ image, durable }).catch(asValue);
  if (!(noContainer instanceof DatabaseUnavailable)) return noContainer;
  log(`no container, so the embedded PostgreSQL: ${noContainer.message}`);
  const noEmbedded = await provideEmbedded({ log, durable }).catch(asValue);
  if (!(noEmbedded instanceof DatabaseUnavailable)) return noEmbedded;
  throw new DatabaseUnavailable(`no database to be had: ${noContainer.message}; ${noEmbedded.message}`, {
    cause: new AggregateError([noContainer, noEmbedded]),
  });
}

/** What is no {@link DatabaseUnavailable} is a mistake of ours, and no reason to try something else. */
function asValue(error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  throw error;
}
