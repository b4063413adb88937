import type { Comparison } from '../../loadgen/comparison.ts';
import { comparisonReport } from '../comparison.ts';
import { jsonReport } from '../json.ts';
import type { Page } from '../page.ts';

/** A form a comparison can be reported in. `text` says in one line what it is for. */
export interface ComparisonFormat {
  readonly text: string;
  readonly render: (comparison: Comparison, page: Page) => string;
}

/** What `--report` of `compare` offers, by name. */
export const comparisonFormats: Readonly<Record<string, ComparisonFormat>> = {
  terminal: {
    text: 'for people: each metric, what could have been seen, the verdict',
    render: comparisonReport,
  },
  json: { text: 'for programs: all of a comparison', render: jsonReport },
};
