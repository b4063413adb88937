import pg from 'pg';
import type { Launch } from './launch.ts';

/** What a server under test is told through its environment. */
export interface Told {
  readonly port: number;
  /** With the password; undefined for a server that gets no database. */
  readonly databaseUrl: string | undefined;
}

type Variable = 'PORT' | 'DB_HOST' | 'DB_PORT' | 'DB_NAME' | 'DB_USER' | 'DB_PASSWORD' | 'DATABASE_URL';

/** The variables that tell where the database is and which port to take, by the names that servers in the field read. */
export function toldVariables({ port, databaseUrl }: Told): Readonly<Partial<Record<Variable, string>>> {
  if (databaseUrl === undefined) return { PORT: String(port) };
  // The client knows what a URL leaves out.
  const { host, port: databasePort, database = '', user = '', password } = new pg.Client(databaseUrl);
  return {
    PORT: String(port),
    DB_HOST: host,
    DB_PORT: String(databasePort),
    DB_NAME: database,
    DB_USER: user,
    DB_PASSWORD: password ?? '',
    DATABASE_URL: databaseUrl,
  };
}

/**
 * The profile's own variables, with what is told in place of `{port}`, `{db-host}`, `{db-port}`, `{db-name}`, `{db-user}`,
 * `{db-password}` and `{database-url}`. Whatever else stands in braces stays.
 */
export function ownVariables({ env }: Pick<Launch, 'env'>, told: Told): Record<string, string> {
  const values = new Map(
    Object.entries(toldVariables(told)).map(([name, value]) => [
      name.toLowerCase().replaceAll('_', '-'),
      value,
    ]),
  );
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\{([a-z-]+)\}/g, (whole, key: string) => values.get(key) ?? whole),
    ]),
  );
}

/** The command with the port in place of `{port}`. Nothing else is filled in, since anybody can read a command line. */
export function commandFor(command: string, port: number): string {
  return command.replaceAll('{port}', String(port));
}
