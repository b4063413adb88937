import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain } from '../spec/explain.ts';
import { byPlace, type Problem } from '../spec/problem.ts';
import { suggest } from '../spec/suggest.ts';
import { readYaml } from '../spec/yaml-file.ts';
import { FORMS, kindOfPlan } from './plan-kinds.ts';

/** A plan as it is written, held against its schema, before options are laid over it. */
export type ReadPlan =
  | { readonly kind: 'written'; readonly name: string; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unknown'; readonly why: string };

const FOLDER = fileURLToPath(new URL('plans/', import.meta.url));

/** The plans that come along, by name. */
export function planNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();
}

/** Reads a plan that comes along, by its name, or one from a YAML file: what has a dot or a slash in it is a file. */
export function readPlan(nameOrFile: string): ReadPlan {
  if (/[./\\]/.test(nameOrFile)) return readPlanFile(nameOrFile, nameOrFile);
  const names = planNames();
  if (names.includes(nameOrFile)) return readPlanFile(`${FOLDER}${nameOrFile}.yaml`, nameOrFile);
  const near = suggest(nameOrFile, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  return {
    kind: 'unknown',
    why: `no plan comes along by that name; ${hint} A file is named with its ending.`,
  };
}

function readPlanFile(file: string, name: string): ReadPlan {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return {
      kind: 'unknown',
      why: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const reading = readYaml(file, text);
  if (reading.kind === 'broken') return { kind: 'problems', problems: reading.problems };
  const { read } = reading;
  const value = read.value ?? {};
  const problems = explain(FORMS[kindOfPlan(value)], { read, path: [], value });
  if (problems.length > 0) return { kind: 'problems', problems: problems.sort(byPlace) };
  return { kind: 'written', name, value: { ...value } };
}
