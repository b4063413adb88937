/** Ends the whole server, as a crash would. */
export function crash(): never {
  process.exit(139);
}

/** The answer of a session that has died while its connection stays open: none, ever. */
export function silence(): Promise<never> {
  return new Promise(() => undefined);
}
