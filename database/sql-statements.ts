/** A statement as the server takes it: `$1`, `$2` … in place of named values. */
export interface Statement {
  readonly text: string;
  /** What stands for `$1`, `$2` …: a name that is used twice comes twice, since each place has a type of its own. */
  readonly names: readonly string[];
}

/**
 * What must not be looked into: comments, strings with and without escapes, quoted names, dollar quotes, and the `::` of
 * a cast. Then what is looked for: a named value, the end of a statement.
 */
const TOKEN = new RegExp(
  [
    /--[^\n]*/,
    /\/\*[\s\S]*?(?:\*\/|$)/,
    /\b[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/,
    /'(?:[^']|'')*(?:'|$)/,
    /"(?:[^"]|"")*(?:"|$)/,
    /(?<![\w$])\$(?<tag>[A-Za-z_]?\w*)\$[\s\S]*?(?:\$\k<tag>\$|$)/,
    /::/,
    /(?<![\w:]):(?<name>[a-z]\w*)/,
    /(?<end>;)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Cuts a text of SQL into its statements, with named values such as `:id` made places to bind. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let text = '';
  let names: string[] = [];
  let copied = 0;
  const close = (): void => {
    if (hasSubstance(text)) statements.push({ text: text.trim(), names });
    [text, names] = ['', []];
  };
  for (const token of sql.matchAll(TOKEN)) {
    const { name, end } = token.groups ?? {};
    if (name === undefined && end === undefined) continue;
    text += sql.slice(copied, token.index);
    copied = token.index + token[0].length;
    if (name !== undefined) text += `$${names.push(name)}`;
    else close();
  }
  text += sql.slice(copied);
  close();
  return statements;
}

/** Whether more than comments and blanks is there. */
function hasSubstance(text: string): boolean {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '';
}
