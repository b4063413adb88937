import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { explain } from '../spec/explain.ts';
import { byPlace, type Problem } from '../spec/problem.ts';
import { readYaml } from '../spec/yaml-file.ts';
import { launchIn } from './exec/launch.ts';
import { dialectOf } from './profile-dialect.ts';
import { profileFile, toProfile, type Profile } from './profile.ts';

export type ReadProfile = { kind: 'profile'; profile: Profile } | { kind: 'problems'; problems: Problem[] };

/** Reads a profile from a YAML file; all that is wrong with it comes at once, each with its place and cure. */
export function readProfile(file: string): ReadProfile {
  const text = tryRead(file);
  if (text.kind === 'problem')
    return {
      kind: 'problems',
      problems: [{ file, line: 1, column: 1, message: text.why, cure: 'name a file that can be read' }],
    };
  const reading = readYaml(file, text.text);
  if (reading.kind === 'broken') return { kind: 'problems', problems: reading.problems };
  const { read } = reading;
  const value = read.value ?? {};
  const parsed = profileFile.safeParse(value);
  if (parsed.success) {
    const found = dialectOf(parsed.data.dialect, read);
    if (found.kind === 'problems') return found;
    const { dialect } = found;
    const profile = { ...toProfile(parsed.data), ...(dialect !== undefined && { dialect }) };
    return { kind: 'profile', profile: seenFrom(file, profile) };
  }
  const problems = explain(profileFile, { read, path: [], value }).map(withoutSecret);
  return { kind: 'problems', problems: problems.sort(byPlace) };
}

/** Files that a profile names are looked for from where it stands. */
function seenFrom(file: string, profile: Profile): Profile {
  const { launch } = profile;
  return launch === undefined ? profile : { ...profile, launch: launchIn(dirname(file), launch) };
}

/** Problems end up in logs: what is wrong with a token, or with a URL that holds a password, is told without it. */
function withoutSecret(problem: Problem): Problem {
  const secret = /^`(token|database)` cannot be /.exec(problem.message)?.[1];
  if (secret === undefined) return problem;
  // A token of digits alone is a number to YAML.
  const cure = problem.cure === 'write text' ? 'put it in quotes, so that it is text' : problem.cure;
  return { ...problem, message: `this \`${secret}\` is not what it must be`, cure };
}

function tryRead(file: string): { kind: 'text'; text: string } | { kind: 'problem'; why: string } {
  try {
    return { kind: 'text', text: readFileSync(file, 'utf8') };
  } catch (error) {
    if (error instanceof Error)
      return { kind: 'problem', why: `the profile cannot be read: ${error.message}` };
    throw error;
  }
}
