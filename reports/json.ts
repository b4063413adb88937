import type { Comparison } from '../loadgen/comparison-result.ts';
import type { KneeResult } from '../loadgen/knee-result.ts';
import type { LimitsResult } from '../loadgen/limits-result.ts';
import type { LoadResult } from '../loadgen/result.ts';
import type { RunResult } from '../suites/result.ts';

/** What JSON lets stand and a terminal might act on: DEL, C1, separators, invisible formats but the joiners. */
const UNSAFE = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?!\u200c|\u200d)\p{Cf}/gu;

/** A run as JSON, format 1 (`report.schema.json`, `load.schema.json`), indented by two, with a newline at the end. */
export function jsonReport(run: RunResult | LoadResult | LimitsResult | KneeResult | Comparison): string {
  return jsonText(run);
}

/** Any plain data so. */
export function jsonText(data: object): string {
  return `${JSON.stringify(data, null, 2).replace(UNSAFE, escapeOf)}
`;
}

/** Stays the same text to whoever parses it: one `\u` escape a UTF-16 unit. */
function escapeOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
