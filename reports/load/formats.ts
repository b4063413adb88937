import type { LoadResult } from '../../loadgen/result.ts';
import { jsonReport } from '../json.ts';
import type { Page } from '../page.ts';
import { loadTerminalReport } from './terminal.ts';

/** A form a load run can be reported in. `text` says in one line what it is for. */
export interface LoadFormat {
  readonly text: string;
  readonly render: (result: LoadResult, page: Page) => string;
}

/** What `--report` of `load` offers, by name. A further format is a file of its own and a line here. */
export const loadFormats: Readonly<Record<string, LoadFormat>> = {
  terminal: { text: 'for people: figures, gates, and the verdict', render: loadTerminalReport },
  json: { text: 'for programs: all of a run, as load.schema.json describes it', render: jsonReport },
};
