/**
 * Which cases a pattern of `--only` or `--skip` means: an id (`send/content/colons`), a folder (`send`, `send/content`),
 * a glob over ids (`send/*`, `**` `/content/*`) or a clause (`M7`).
 */

/** What a pattern is held against. */
export type Selectable = {
  id: string;
  aliases?: readonly string[] | undefined;
  clauses: readonly string[];
};

/** Whether `pattern` means the case: by its id, a former id, or one of its clauses (`m7` as well as `M7`). */
export function selects(pattern: string, subject: Selectable): boolean {
  const isMeant = compilePattern(pattern);
  const clause = pattern.toUpperCase();
  return subject.clauses.includes(clause) || [subject.id, ...(subject.aliases ?? [])].some(isMeant);
}

/** Whether `pattern` means the id: exactly, as a folder above it, or as a glob. */
export function matches(pattern: string, id: string): boolean {
  return compilePattern(pattern)(id);
}

/**
 * A pattern made ready for many ids. `*` stands for any letters within a segment, `**` for any segments, none included;
 * without either the pattern is the id itself or a folder above it. A lone `*` means every id.
 */
export function compilePattern(pattern: string): (id: string) => boolean {
  if (pattern === '*') return () => true;
  if (!pattern.includes('*')) {
    const folder = pattern.replace(/\/+$/, '');
    return (id) => id === folder || id.startsWith(`${folder}/`);
  }
  const expression = new RegExp(`^${pattern.split(WILDCARD).map(translate).join('')}$`);
  return (id) => expression.test(id);
}

const WILDCARD = /(\*\*\/|\*\*|\*)/;

function translate(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
