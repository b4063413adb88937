import { fileURLToPath } from 'node:url';
import { NotStarted, startBundled } from '../../target/bundled.ts';
import type { Address, Profile } from '../../target/profile.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { CheckSettings } from './settings.ts';

/** The server a run is about: one that listens somewhere, or the bundled one, started for it. */
export interface Subject {
  readonly kind: 'address' | 'bundled';
  readonly address: Address;
  readonly profile: Profile;
  readonly stop: () => Promise<void>;
}

/**
 * Attaches to the target, or starts the bundled server.
 * @throws Failure when it does not start
 */
export async function openSubject(settings: CheckSettings, log: (line: string) => void): Promise<Subject> {
  const timing = settings.answerMs === undefined ? {} : { answerMs: settings.answerMs };
  const paced = (profile: Profile): Profile => ({ ...profile, timing: { ...profile.timing, ...timing } });
  if (settings.profile !== undefined) {
    const { target } = settings.profile;
    return {
      kind: 'address',
      address: target,
      profile: paced(settings.profile),
      stop: () => Promise.resolve(),
    };
  }
  const bin = fileURLToPath(new URL('../main.js', import.meta.url));
  try {
    const server = await startBundled({ bin, database: settings.database, log });
    log(`bundled server on ${server.description}`);
    const { address, profile } = server;
    return { kind: 'bundled', address, profile: paced(profile), stop: () => server.stop() };
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    const exitCode = error.exitCode === EXIT.usage ? EXIT.usage : EXIT.cannotRun;
    throw new Failure(exitCode, error.lines, { cause: error });
  }
}
