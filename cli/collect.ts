/** For an option that may be given again: all that it was given, in order. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
