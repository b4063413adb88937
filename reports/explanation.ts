/** What a case, a clause or a standing result is about, for people. */
import type { Level } from '../suites/result.ts';
import { entry } from './entry.ts';
import { flow } from './flow.ts';
import { paragraphs, usableWidth, type Page } from './page.ts';
import type { Piece } from './pieces.ts';
import { stepLines, type TellableStep } from './explanation/step.ts';
import { counted } from './words.ts';

/** What is told of a clause. `source`: the protocol's own words. `excluded`: why no case asks for it. */
export interface TellableClause {
  readonly id: string;
  readonly from: string;
  readonly level: Level;
  readonly text: string;
  readonly source?: string | undefined;
  readonly excluded?: string | undefined;
}

interface Named {
  readonly id: string;
  readonly title: string;
}

/** A case, as `suites/explain/` takes it apart. */
export interface TellableCase extends Named {
  readonly level: Level;
  readonly why?: string;
  readonly hint?: string;
  readonly place: string;
  readonly clauses: readonly TellableClause[];
  readonly steps: readonly TellableStep[];
  readonly accounts: readonly string[];
  readonly conditions: readonly string[];
  readonly needs: readonly string[];
}

const INDENT = 2;
const HANG = 10;

/** A case: why it is asked, from which clauses, what is sent and what is due step by step. Ends with a newline. */
export function caseExplanation(each: TellableCase, page: Page): string {
  const look = { ...page, width: usableWidth(page.width) };
  const { chalk } = look;
  const again: Piece = {
    as: 'whole',
    text: `tchatator-check --only ${each.id} --verbose`,
    paint: chalk.cyan,
  };
  const facts: (readonly [string, readonly Piece[]])[] = [
    ...each.accounts.map((text, index) => [index === 0 ? 'accounts' : '', prose(text)] as const),
    ...each.conditions.map((text, index) => [index === 0 ? 'note' : '', prose(text)] as const),
    ...(each.needs.length === 0 ? [] : [['needs', each.needs.map(whole)] as const]),
    ...(each.hint === undefined ? [] : [['hint', prose(each.hint)] as const]),
    ['<…>', prose('what a run fills in; <uniq> stands for six letters of its own')],
    ['written', [whole(each.place)]],
    ['play it', [again]],
  ];
  return paragraphs([
    heading(each, each.level, look),
    each.why === undefined ? [] : line('why', prose(each.why), look),
    each.clauses.flatMap((clause) => clauseLines(clause, look)),
    each.steps.flatMap((step, index) => stepLines(step, String(index + 1), look)),
    facts.flatMap(([label, body]) => line(label, body, look)),
  ]);
}

/** A clause: how strongly it binds, what it says, in which words of the protocol, and what asks for it. */
export function clauseExplanation(
  clause: TellableClause,
  { cases, standing }: { cases: readonly Named[]; standing: readonly Named[] },
  page: Page,
): string {
  const look = { ...page, width: usableWidth(page.width) };
  const asking =
    cases.length > 0 ? counted(cases.length, 'case') : (clause.excluded ?? 'no case asks for it');
  return paragraphs([
    clauseLines(clause, look, 0),
    [...line('asked', prose(asking), look), ...cases.flatMap((each) => named(each, look))],
    standing.length === 0
      ? []
      : [...line('seen', prose('in every run'), look), ...standing.flatMap((each) => named(each, look))],
  ]);
}

/** What is told of a result beside the cases. `asked`: when there is one; in every run unless told. */
export interface TellableStanding extends Named {
  readonly how: string;
  readonly clauses: readonly TellableClause[];
  readonly asked?: string;
}

/** A result that every run has, or may have, beside its cases. */
export function standingExplanation(
  { asked = 'in every run; it cannot be chosen', ...each }: TellableStanding,
  page: Page,
): string {
  const look = { ...page, width: usableWidth(page.width) };
  const level = each.clauses[0]?.level ?? 'must';
  return paragraphs([
    heading(each, level, look),
    each.clauses.flatMap((clause) => clauseLines(clause, look)),
    [...line('how', prose(each.how), look), ...line('asked', prose(asked), look)],
  ]);
}

function heading({ id, title }: Named, level: Level, { chalk, width }: Page): string[] {
  const pieces: Piece[] = [
    { as: 'whole', text: id, paint: chalk.bold },
    { as: 'prose', text: title },
    { as: 'whole', text: level, paint: chalk.dim },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

const ORIGINS: Readonly<Record<string, string>> = {
  stated: 'the protocol says it',
  implied: 'it follows from what the protocol says, or from TCP',
  advised: 'good practice, which the protocol does not ask for',
  open: 'the protocol leaves it to the server',
};

function clauseLines(
  { id, level, from, text, source }: TellableClause,
  look: Page,
  indent = INDENT,
): string[] {
  const { chalk, width } = look;
  const label: Piece[] = [{ as: 'whole', text: `${id} ${level}`, paint: chalk.bold }];
  const place = { width, indent, hang: HANG + 2 };
  const origin = `(${from}: ${ORIGINS[from] ?? ''})`;
  const below: Piece[] = [
    ...(source === undefined ? [] : [{ as: 'prose', text: `« ${source} »`, paint: chalk.dim } as const]),
  ];
  return [
    ...entry({ label, body: [{ as: 'prose', text }] }, place),
    ...entry({ label: [], body: [{ as: 'prose', text: origin, paint: chalk.dim }] }, place),
    ...(below.length === 0 ? [] : entry({ label: [], body: below }, place)),
  ];
}

function named({ id, title }: Named, { chalk, width }: Page): string[] {
  const label: Piece[] = [{ as: 'whole', text: id }];
  const body: Piece[] = [{ as: 'prose', text: title, paint: chalk.dim }];
  return entry({ label, body }, { width, indent: HANG, hang: Math.floor(width / 2) });
}

function line(label: string, body: readonly Piece[], { chalk, width }: Page): string[] {
  const pieces: Piece[] = label === '' ? [] : [{ as: 'whole', text: label, paint: chalk.dim }];
  return entry({ label: pieces, body }, { width, indent: 0, hang: HANG });
}

function prose(text: string): Piece[] {
  return [{ as: 'prose', text }];
}

function whole(text: string): Piece {
  return { as: 'whole', text };
}
