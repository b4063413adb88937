import type { Cut } from '../flow.ts';
import type { Page } from '../page.ts';

/** What the protocol says in a clause. `source`: its own words, quoted. */
export interface ClauseText {
  readonly text: string;
  readonly level: string;
  readonly source?: string;
}

export interface TerminalOptions extends Page {
  /** Whole transcripts, and every id where else a few stand for many. */
  readonly verbose: boolean;
  /** By clause id, in the order of the specification. */
  readonly clauses: ReadonlyMap<string, ClauseText>;
  /** The command line that plays one case again. */
  readonly rerun: (caseId: string) => string;
}

/** Where a value or bytes end that are too long. The wire log of a verbose report has them whole. */
export const VALUE_CUT: Cut = { rows: 3, ellipsis: '…' };
