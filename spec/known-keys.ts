/** Which keys a schema knows at a place, read from its JSON Schema. */
import { z } from 'zod';
import type { Path } from './problem.ts';

type JsonSchema = z.core.JSONSchema._JSONSchema | undefined;

/** The keys that a mapping at `path` may have; of a union those of all its alternatives. */
export function knownKeys(schema: z.ZodType, path: Path): string[] {
  let here: JsonSchema[] = [z.toJSONSchema(schema, { io: 'input' })];
  for (const segment of path) here = here.flatMap(alternatives).flatMap((each) => below(each, segment));
  return [...new Set(here.flatMap(alternatives).flatMap(keysOf))];
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  if (typeof schema !== 'object' || schema.anyOf === undefined) return [schema];
  return schema.anyOf.flatMap(alternatives);
}

function below(schema: JsonSchema, segment: PropertyKey): JsonSchema[] {
  if (typeof schema !== 'object') return [];
  if (typeof segment === 'number') return [schema.items].flat();
  return [schema.properties?.[String(segment)] ?? schema.additionalProperties];
}

function keysOf(schema: JsonSchema): string[] {
  if (typeof schema !== 'object') return [];
  const names = typeof schema.propertyNames === 'object' ? (schema.propertyNames.enum ?? []) : [];
  return [...Object.keys(schema.properties ?? {}), ...names.map(String)];
}
