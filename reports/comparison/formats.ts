import type { Comparison } from '../../loadgen/comparison-result.ts';
import { comparisonReport } from '../comparison.ts';
import { jsonReport } from '../json.ts';
import type { ResultFormat } from '../load/formats.ts';

/** What `--report` of `compare` offers, by name. */
export const comparisonFormats: Readonly<Record<string, ResultFormat<Comparison>>> = {
  terminal: {
    text: 'for people: each metric, what could have been seen, the verdict',
    render: comparisonReport,
  },
  json: { text: 'for programs: all of a comparison', render: jsonReport },
};
