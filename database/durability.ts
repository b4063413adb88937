/**
 * Server arguments for what is committed: `durable` waits for the disk, so that it survives a crash of the machine; the
 * other does not, which is faster, and as good for data that is thrown away.
 */
export function durabilityArguments(durable: boolean): string[] {
  if (durable) return [];
  return ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`]);
}
