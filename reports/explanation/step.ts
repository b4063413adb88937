import { entry } from '../entry.ts';
import type { Page } from '../page.ts';
import type { Piece } from '../pieces.ts';

/** A step of a case: who does what, the bytes, a line a segment, and what is due, a sentence each. */
export interface TellableStep {
  readonly does: string;
  readonly sends: readonly string[];
  readonly how?: string;
  readonly due: readonly string[];
  readonly together: readonly TellableStep[];
}

const INDENT = 2;
/** Behind a number of two digits, or of one with a letter behind it. */
const HANG = 6;
const LABEL_COLUMNS = 7;

/** A step with its number. What happens at the same moment is told as `2a`, `2b` and so on. */
export function stepLines(step: TellableStep, number: string, page: Page): string[] {
  const { chalk, width } = page;
  const label: Piece[] = [{ as: 'whole', text: number.padStart(2), paint: chalk.dim }];
  const body: Piece[] = [{ as: 'quoted', text: step.does, paint: chalk.bold }];
  return [
    ...entry({ label, body }, { width, indent: INDENT, hang: HANG }),
    ...step.sends.flatMap((bytes, index) =>
      detail(index === 0 ? 'sends' : 'then', { as: 'bytes', text: bytes }, page),
    ),
    ...(step.how === undefined ? [] : detail('', { as: 'prose', text: step.how, paint: chalk.dim }, page)),
    ...step.due.flatMap((text, index) => detail(index === 0 ? 'due' : '', { as: 'quoted', text }, page)),
    ...step.together.flatMap((inner, index) => stepLines(inner, `${number}${LETTERS[index] ?? '…'}`, page)),
  ];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function detail(text: string, body: Piece, { chalk, width }: Page): string[] {
  const label: Piece[] = text === '' ? [] : [{ as: 'whole', text, paint: chalk.dim }];
  return entry({ label, body: [body] }, { width, indent: HANG, hang: HANG + LABEL_COLUMNS });
}
