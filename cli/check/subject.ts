import { fileURLToPath } from 'node:url';
import { NotStarted, startBundled } from '../../target/bundled.ts';
import type { Lifeline } from '../../target/lifeline.ts';
import type { Address, Profile } from '../../target/profile.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { TargetChoice } from './known-target.ts';

/** The server a run is about: one that listens somewhere, or one that was started for it, a team's or the bundled one. */
export interface Subject {
  readonly kind: 'address' | 'bundled' | 'exec';
  readonly address: Address;
  readonly profile: Profile;
  /** Where it keeps its data, password included, where that is known. */
  readonly databaseUrl?: string;
  /** How to start it again, where that can be done. */
  readonly lifeline?: Lifeline;
  readonly stop: () => Promise<void>;
}

/** Which server it is to be. */
export interface SubjectChoice {
  readonly target: TargetChoice;
  /** As `provideDatabase` takes it; for a server that is started. */
  readonly database: string;
  /** The image of a database in a container; the usual one unless told. */
  readonly databaseImage?: string | undefined;
  /** In place of what the profile says. */
  readonly answerMs?: number;
}

export interface OpenOptions {
  readonly log: (line: string) => void;
  /** Ends the waiting for a server that is being started. */
  readonly signal: AbortSignal;
  /** In place of what the bundled server is told for checks, as options of `serve`. */
  readonly bundled?: Readonly<Record<string, number>>;
  /** How many accounts a server is given that is started by a command; enough for checks unless told. */
  readonly accounts?: number;
}

/**
 * Attaches to the target, or starts it, or the bundled server.
 * @throws Failure when it does not start
 */
export async function openSubject(settings: SubjectChoice, options: OpenOptions): Promise<Subject> {
  const timing = settings.answerMs === undefined ? {} : { answerMs: settings.answerMs };
  const subject = await openAsTold(settings, options);
  const { profile } = subject;
  return { ...subject, profile: { ...profile, timing: { ...profile.timing, ...timing } } };
}

async function openAsTold(choice: SubjectChoice, options: OpenOptions): Promise<Subject> {
  const { target } = choice;
  switch (target.kind) {
    case 'address': {
      const { profile } = target;
      return { kind: 'address', address: profile.target, profile, stop: () => Promise.resolve() };
    }
    case 'exec': {
      // Loaded only now: it takes a client of PostgreSQL, which nobody else should wait for.
      const { openExec } = await import('./open-exec.ts');
      return openExec(target, { ...options, ...choice });
    }
    case 'bundled':
      return openBundled(choice, options);
  }
}

async function openBundled(
  { database, databaseImage }: SubjectChoice,
  { log, bundled = {} }: OpenOptions,
): Promise<Subject> {
  const bin = fileURLToPath(new URL('../main.js', import.meta.url));
  try {
    const server = await startBundled({
      bin,
      database,
      databaseImage,
      log,
      settings: bundled,
    });
    log(`bundled server on ${server.description}`);
    const { address, profile } = server;
    return { kind: 'bundled', address, profile, stop: () => server.stop() };
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    const exitCode = error.exitCode === EXIT.usage ? EXIT.usage : EXIT.cannotRun;
    throw new Failure(exitCode, error.lines, { cause: error });
  }
}
