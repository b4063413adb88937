import type { TestProject } from 'vitest/node';
import { provideEmbedded } from '../database/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for all tests to which it does not matter whose it is. */
    databaseUrl: string;
  }
}

/** To start one costs more than most stories: one is started for all of a run, and ends with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await provideEmbedded({ log: (line) => console.error(line), durable: false });
  project.provide('databaseUrl', database.url);
  return () => database.close();
}
