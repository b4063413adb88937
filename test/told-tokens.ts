/** So much of a token, in whatever case, does not come about by chance. */
const TELLING = 12;

/** The parts of tokens that a text shows, in lower case. */
export function toldTokens(text: string, tokens: readonly string[]): Set<string> {
  const secrets = new Set(tokens.flatMap(parts));
  return new Set(parts(text).filter((part) => secrets.has(part)));
}

function parts(text: string): string[] {
  const lower = text.toLowerCase();
  const count = Math.max(0, lower.length - TELLING + 1);
  return Array.from({ length: count }, (_, at) => lower.slice(at, at + TELLING));
}
