import type { KneeResult } from '../../loadgen/knee-result.ts';
import type { LimitsResult } from '../../loadgen/limits-result.ts';
import type { LoadResult } from '../../loadgen/result.ts';
import { jsonReport, jsonText } from '../json.ts';
import type { Page } from '../page.ts';
import { autocannonReport } from './autocannon.ts';
import { kneeTerminalReport } from './knee.ts';
import { limitsTerminalReport } from './limits.ts';
import { runsTerminalReport } from './runs.ts';
import { summaryReport } from './summary.ts';
import { loadTerminalReport } from './terminal.ts';

/** A form a run can be reported in. `text` says in one line what it is for. */
export interface ResultFormat<Result> {
  readonly text: string;
  readonly render: (result: Result, page: Page) => string;
}

/** What `--report` of `load` offers, by name. A further format is a file of its own and a line here. */
export const loadFormats: Readonly<Record<string, ResultFormat<LoadResult>>> = {
  terminal: { text: 'for people: figures, gates, and the verdict', render: loadTerminalReport },
  json: { text: 'for programs: all of a run, as load.schema.json describes it', render: jsonReport },
  autocannon: { text: 'for tools that read what autocannon writes, as JSON', render: autocannonReport },
  summary: { text: 'for people who know autocannon: its own tables', render: summaryReport },
};

/** The same for repeated runs of one plan. */
export const runsFormats: Readonly<Record<string, ResultFormat<readonly LoadResult[]>>> = {
  terminal: { text: 'for people: the figures of each run in a line', render: runsTerminalReport },
  json: { text: 'for compare: a list of what load.schema.json describes', render: jsonText },
};

/** The same for plans that verify limits. */
export const limitsFormats: Readonly<Record<string, ResultFormat<LimitsResult>>> = {
  terminal: {
    text: 'for people: what holds, what does not, and the kind of limiter',
    render: limitsTerminalReport,
  },
  json: { text: 'for programs: all of a run, as limits.schema.json describes it', render: jsonReport },
};

/** The same for plans that look for the highest rate. */
export const kneeFormats: Readonly<Record<string, ResultFormat<KneeResult>>> = {
  terminal: {
    text: 'for people: each rate that was tried, and the highest that holds',
    render: kneeTerminalReport,
  },
  json: { text: 'for programs: all of a run, as knee.schema.json describes it', render: jsonReport },
};
