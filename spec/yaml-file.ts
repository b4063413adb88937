/** The text of one YAML file turned into plain data that remembers where each value stood. */
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ErrorCode,
  type Node,
  type Pair,
} from 'yaml';
import type { Path, Place, Problem } from './problem.ts';

export type YamlFile = {
  file: string;
  value: unknown;
  /** Where the value at `path` stands; where it is missing, the nearest value around it. */
  placeOf: (path: Path) => Place;
  /** Where the key stands that ends `path`. */
  placeOfKey: (path: Path) => Place;
};

export type YamlReading = { kind: 'read'; read: YamlFile } | { kind: 'broken'; problems: Problem[] };

/** Reads `text`. Whatever is wrong with the YAML itself is reported, all at once; then there is no value to look at. */
export function readYaml(file: string, text: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = [
    ...[...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
      file,
      ...place(pos[0]),
      message: `not YAML: ${message}`,
      cure: CURES[code] ?? GENERAL_CURE,
    })),
    ...aliasesIn(document).map(({ name, offset }) => ({
      file,
      ...place(offset),
      message: `\`*${name}\` refers to an anchor, and anchors are not part of this format`,
      cure: `quote it if it is text, else write out what it stands for`,
    })),
  ];
  if (problems.length > 0) return { kind: 'broken', problems };
  const placeOf = (path: Path): Place => place(startOf(walk(document, path)?.value));
  const placeOfKey = (path: Path): Place => {
    const end = walk(document, path);
    return place(startOf(end?.key ?? end?.value));
  };
  return { kind: 'read', read: { file, value: document.toJS(), placeOf, placeOfKey } };
}

const GENERAL_CURE =
  'correct the YAML here; quote text that holds `: ` or begins with a sign such as { [ * & % @ `';

const CURES: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'keep one of the two, or rename one',
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'remove the `---`, or make two files of it',
  BLOCK_AS_IMPLICIT_KEY: 'quote the text that holds `: `, or begin the inner mapping on a line of its own',
};

function aliasesIn(document: Document.Parsed): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  visit(document, {
    Alias(_, node) {
      found.push({ name: node.source, offset: startOf(node) });
    },
  });
  return found;
}

/** Goes along `path` as far as there are values, and says with which value, under which key, it ended. */
function walk(document: Document.Parsed, path: Path): { key?: Node; value: Node } | undefined {
  let end: { key?: Node; value: Node } | undefined =
    document.contents === null ? undefined : { value: document.contents };
  for (const segment of path) {
    const next = end === undefined ? undefined : child(end.value, segment);
    if (next === undefined) return end;
    end = next;
  }
  return end;
}

function child(parent: Node, segment: PropertyKey): { key?: Node; value: Node } | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(segment)];
    return isNode(item) ? { value: item } : undefined;
  }
  const pair = isMap(parent) ? parent.items.find((entry) => hasKey(entry, segment)) : undefined;
  if (pair === undefined || !isNode(pair.key)) return undefined;
  return { key: pair.key, value: isNode(pair.value) ? pair.value : pair.key };
}

function hasKey(pair: Pair, key: PropertyKey): boolean {
  return isScalar(pair.key) && pair.key.value === key;
}

function startOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}
