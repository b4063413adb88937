import { isDeepStrictEqual } from 'node:util';

/** Where two plans differ: a field by its path, and its value in each, as JSON; `nothing` where it is missing. */
export interface PlanDifference {
  readonly field: string;
  readonly one: string;
  readonly other: string;
}

/** What differs between two plans in the words of plan files, field by field, apart from those of these names. */
export function planDifferences(
  one: unknown,
  other: unknown,
  except: ReadonlySet<string> = new Set(),
): PlanDifference[] {
  return differences(one, other, '').filter(({ field }) => !except.has(field.split('.', 1)[0] ?? ''));
}

function differences(one: unknown, other: unknown, field: string): PlanDifference[] {
  if (isDeepStrictEqual(one, other)) return [];
  const inOne = entriesOf(one);
  const inOther = entriesOf(other);
  if (inOne === undefined || inOther === undefined) return [{ field, one: show(one), other: show(other) }];
  const keys = new Set([...inOne.keys(), ...inOther.keys()]);
  return [...keys].flatMap((key) =>
    differences(inOne.get(key), inOther.get(key), field === '' ? key : `${field}.${key}`),
  );
}

/** The fields of an object or a list; undefined of anything else. */
function entriesOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
