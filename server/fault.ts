import { z } from 'zod';
import { alteration, namesOn, takeFrom } from './alteration.ts';
import type { Apply } from './alteration.ts';

/** A deliberate defect, of a kind seen in real servers. One file in `faults/` each, which exports it as `fault`. */
export interface Fault {
  /** The clauses it breaks, the main one first. */
  readonly clauses: readonly [string, ...string[]];
  /** One sentence: what such a server does wrong. */
  readonly text: string;
  readonly apply: Apply;
}

const shelf = {
  folder: 'faults',
  module: z
    .object({ fault: z.object({ clauses: z.tuple([z.string()], z.string()), ...alteration }) })
    .transform(({ fault }): Fault => fault),
} as const;

/** The names of all faults. */
export function faultNames(): string[] {
  return namesOn(shelf);
}

/** Loads the fault of this name, one of `faultNames`. */
export function loadFault(name: string): Promise<Fault> {
  return takeFrom(shelf, name);
}
