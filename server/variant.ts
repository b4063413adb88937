import { z } from 'zod';
import { alteration, namesOn, takeFrom } from './alteration.ts';
import type { Apply } from './alteration.ts';

/** A behaviour that is odd but right, for the protocol leaves it open. One file in `variants/` each, as `variant`. */
export interface Variant {
  /** The open clauses it makes use of, the main one first. */
  readonly freedom: readonly [string, ...string[]];
  /** One sentence: what such a server does. */
  readonly text: string;
  /** The clauses that cannot be observed, or not in all their cases, on such a server. */
  readonly hides: readonly string[];
  readonly apply: Apply;
}

const shelf = {
  folder: 'variants',
  module: z
    .object({
      variant: z.object({
        freedom: z.tuple([z.string()], z.string()),
        hides: z.array(z.string()),
        ...alteration,
      }),
    })
    .transform(({ variant }): Variant => variant),
} as const;

/** The names of all variants. */
export function variantNames(): string[] {
  return namesOn(shelf);
}

/** Loads the variant of this name, one of `variantNames`. */
export function loadVariant(name: string): Promise<Variant> {
  return takeFrom(shelf, name);
}
