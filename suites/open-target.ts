import { z } from 'zod';
import { openSight } from '../target/sight.ts';
import { profileFile, toProfile, type Address, type Profile } from '../target/profile.ts';
import { readProfile } from '../target/read-profile.ts';
import type { RunOptions } from './run.ts';

/** A server under test, attached to or started. */
export interface OpenTarget {
  readonly kind: RunOptions['kind'];
  readonly address: Address;
  readonly profile: Profile;
  /** What can be seen of the messages it keeps. */
  readonly sight?: RunOptions['sight'];
  readonly stop: () => Promise<void>;
}

/** What is known of a server, in the words of a profile: `{ target: '127.0.0.1:4242', accounts: [ … ] }`. */
export type ProfileForm = z.input<typeof profileFile>;

/** The name of a profile's file, a profile, or what starts a server and tells all about it. */
export type Target = string | ProfileForm | (() => Promise<OpenTarget>);

/**
 * Starts the server, or attaches to the one a profile names, and opens its database where one is named.
 * @throws Error with all that is wrong with the profile
 */
export async function openTarget(target: Target): Promise<OpenTarget> {
  if (typeof target === 'function') return target();
  const profile = typeof target === 'string' ? profileIn(target) : profileOf(target);
  if (profile.target === undefined)
    throw new Error(`${nameOf(target)} names no target: add "target: host:port"`);
  const opened = await openSight(profile);
  return {
    kind: 'address',
    address: profile.target,
    profile,
    ...(opened !== undefined && { sight: opened.sight }),
    stop: async () => opened?.close(),
  };
}

function profileIn(file: string): Profile {
  const read = readProfile(file);
  if (read.kind === 'profile') return read.profile;
  const lines = read.problems.map(
    ({ line, column, message, cure }) => `${file}:${line}:${column}: ${message}; ${cure}`,
  );
  throw new Error(lines.join('\n'));
}

function profileOf(form: ProfileForm): Profile {
  const parsed = profileFile.safeParse(form);
  if (!parsed.success)
    throw new Error(`this is no profile:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return toProfile(parsed.data);
}

function nameOf(target: string | ProfileForm): string {
  return typeof target === 'string' ? target : 'the profile';
}
