import { readdirSync } from 'node:fs';
import { z } from 'zod';
import type { Parts } from './parts.ts';

/** A change of the server's parts, made before it starts. */
export type Apply = (parts: Parts) => Parts;

/** What every alteration has, whatever else it says of itself. */
export const alteration = {
  /** One sentence: what such a server does. */
  text: z.string().min(1),
  apply: z.custom<Apply>((value) => typeof value === 'function', 'expected a function'),
};

/** A folder of modules beside this file, each of which exports one alteration. */
export interface Shelf<Kind> {
  readonly folder: 'faults' | 'variants';
  /** What such a module exports. */
  readonly module: z.ZodType<Kind>;
}

/** The names of the alterations there are: those of the files in the folder, in the order of the alphabet. */
export function namesOn({ folder }: Shelf<unknown>): string[] {
  return readdirSync(new URL(`${folder}/`, import.meta.url))
    .flatMap((file) => /^([a-z0-9-]+)\.[jt]s$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Loads one by its name, which must be one of `namesOn`. */
export async function takeFrom<Kind>({ folder, module }: Shelf<Kind>, name: string): Promise<Kind> {
  const loaded: unknown = await import(new URL(`${folder}/${name}${EXTENSION}`, import.meta.url).href);
  return module.parse(loaded);
}

/** Modules lie beside this one in the same form: as they were written, or compiled. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
