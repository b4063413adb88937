import type { ChalkInstance } from 'chalk';
import type { Level } from '../suites/result.ts';
import { columnsOf, padTo } from './columns.ts';
import { entry, hangFor } from './entry.ts';
import type { Entry } from './entry.ts';
import { folderOf } from './folder.ts';
import { groupedBy } from './grouped.ts';
import { paragraphs, usableWidth } from './page.ts';
import type { Page } from './page.ts';
import type { Piece } from './pieces.ts';
import { counted } from './words.ts';

/** What a list shows of a case. */
export interface ListedCase {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly level: Level;
}

/** What a list shows of a clause. `from`: stated, implied, advised or open. `excluded`: why no case asks for it. */
export interface ListedClause {
  readonly id: string;
  readonly level: Level;
  readonly from: string;
  readonly text: string;
  readonly excluded?: string;
}

const INDENT = 2;
const LEVELS = ['must', 'should', 'may'] as const satisfies Level[];
const LEVEL_COLUMNS = 'should'.length;
const ORIGIN_COLUMNS = 'implied'.length;
const ID_COLUMNS = 'M10'.length;
const ASKING_COLUMNS = '120 cases'.length;
/** Behind id, level, origin and number of cases, with two columns after each. */
const CLAUSE_HANG = ID_COLUMNS + LEVEL_COLUMNS + ORIGIN_COLUMNS + ASKING_COLUMNS + 8;
/** Below so many columns texts go under their labels, not beside them. */
const NARROW = 70;
const NARROW_HANG = ID_COLUMNS + 2;

/** The cases by folder, each with its level, id, title and clauses; how many there are, last. Ends with a newline. */
export function caseList(cases: readonly ListedCase[], { chalk, width }: Page): string {
  const box = { width: usableWidth(width), indent: INDENT };
  const labels = cases.map(({ id }) => LEVEL_COLUMNS + 2 + columnsOf(id));
  const place = { ...box, hang: box.width < NARROW ? INDENT + LEVEL_COLUMNS + 2 : hangFor(labels, box) };
  const folders = [...groupedBy(cases, folderOf)].map(([folder, members]) => [
    ...entry(folderEntry(folder, members.length, chalk), {
      ...place,
      indent: 0,
      hang: columnsOf(folder) + 2,
    }),
    ...members.flatMap((listed) => entry(caseEntry(listed, chalk), place)),
  ]);
  return paragraphs([...folders, [summary('case', cases)]]);
}

/**
 * The clauses, a paragraph a section: id, level, origin, how many of the cases ask for it, text. How many there are,
 * last. Ends with a newline.
 */
export function clauseList(
  clauses: readonly ListedClause[],
  cases: readonly ListedCase[],
  page: Page,
): string {
  const { chalk } = page;
  const width = usableWidth(page.width);
  const place = { width, indent: 0, hang: width < NARROW ? NARROW_HANG : CLAUSE_HANG };
  const sections = [...groupedBy(clauses, ({ id }) => id.replace(/\d+$/, '')).values()].map((section) =>
    section.flatMap((clause) => {
      const asking = cases.filter((listed) => listed.clauses.includes(clause.id)).length;
      return entry(clauseEntry(clause, asking, chalk), place);
    }),
  );
  return paragraphs([...sections, [summary('clause', clauses)]]);
}

function folderEntry(folder: string, members: number, chalk: ChalkInstance): Entry {
  return {
    label: [{ as: 'whole', text: folder, paint: chalk.bold }],
    body: [{ as: 'prose', text: counted(members, 'case'), paint: chalk.dim }],
  };
}

function caseEntry({ id, title, clauses, level }: ListedCase, chalk: ChalkInstance): Entry {
  const label: Piece[] = [levelPiece(level, chalk), { as: 'whole', text: id }];
  const body: Piece[] = [
    { as: 'prose', text: title },
    { as: 'prose', text: clauses.join(' '), paint: chalk.dim },
  ];
  return { label, body };
}

function clauseEntry(
  { id, level, from, text, excluded }: ListedClause,
  asking: number,
  chalk: ChalkInstance,
): Entry {
  const cases = asking === 0 ? 'no case' : counted(asking, 'case');
  const label: Piece[] = [
    { as: 'whole', text: padTo(id, ID_COLUMNS), paint: chalk.bold },
    levelPiece(level, chalk),
    { as: 'whole', text: padTo(from, ORIGIN_COLUMNS), paint: chalk.dim },
    { as: 'whole', text: cases.padStart(ASKING_COLUMNS), paint: chalk.dim },
  ];
  const body: Piece[] = [{ as: 'prose', text }];
  if (excluded !== undefined) body.push({ as: 'prose', text: `(no case: ${excluded})`, paint: chalk.dim });
  return { label, body };
}

function levelPiece(level: Level, chalk: ChalkInstance): Piece {
  const paint = { must: chalk.red, should: chalk.yellow, may: chalk.cyan }[level];
  return { as: 'whole', text: padTo(level, LEVEL_COLUMNS), paint };
}

/** `231 cases: 180 must, 31 should, 20 may`. */
function summary(noun: string, listed: readonly { level: Level }[]): string {
  const counts = LEVELS.map((level) => `${listed.filter((row) => row.level === level).length} ${level}`);
  return `${counted(listed.length, noun)}: ${counts.join(', ')}`;
}
