import type { LoadResult } from '../../loadgen/result.ts';
import { entry } from '../entry.ts';
import { flow } from '../flow.ts';
import { paragraphs, usableWidth, type Page } from '../page.ts';
import { counted } from '../words.ts';
import { milliseconds, rate, whole } from './numbers.ts';
import { table } from './table.ts';
import { loadHeading } from './terminal.ts';

/** Repeated runs of one plan for people: a line each, what was wrong in any, and how many passed. */
export function runsTerminalReport(results: readonly LoadResult[], options: Page): string {
  const page = { ...options, width: usableWidth(options.width) };
  const [first] = results;
  if (first === undefined) throw new Error('there is no run to report');
  return paragraphs([
    loadHeading(first, page),
    lines(results, page),
    results.flatMap((result, at) => troubles(result, `run ${at + 1}`, page)),
    verdict(results, page),
  ]);
}

function lines(results: readonly LoadResult[], page: Page): string[] {
  const rows = results.map((result, at) => {
    const { latency, totals, ratePerSecond, interrupted } = result;
    const ms = (value: number): string => (latency.count === 0 ? '-' : milliseconds(value));
    const errors = totals.unexpected + totals.lost + totals.unanswered + totals.unsent + totals.unasked;
    const times = [latency.p50Ms, latency.p99Ms, latency.maxMs].map(ms);
    const end = interrupted ? 'interrupted' : result.verdict;
    return { label: String(at + 1), cells: [rate(ratePerSecond), ...times, whole(errors), end] };
  });
  const heading = { label: 'run', cells: ['rate', 'p50 ms', 'p99 ms', 'max ms', 'errors', 'verdict'] };
  return table(rows, { heading, order: [5, 0, 2, 1, 4, 3] }, page);
}

function troubles(result: LoadResult, label: string, { chalk, width }: Page): string[] {
  const { gates, generator, reason, verdict: kind } = result;
  const paint = kind === 'invalid' ? chalk.yellow : chalk.red;
  const texts = [
    ...(reason === undefined ? [] : [`died: ${reason}`]),
    ...generator.doubts.map((doubt) => `invalid: ${doubt}`),
    ...gates.filter(({ kept }) => !kept).map(({ gate, actual }) => `${gate}  ${actual}`),
  ];
  return texts.flatMap((text) =>
    entry(
      { label: [{ as: 'whole', text: label, paint }], body: [{ as: 'quoted', text }] },
      { width, indent: 0, hang: 8 },
    ),
  );
}

function verdict(results: readonly LoadResult[], { chalk, width }: Page): string[] {
  const passed = results.filter((result) => result.verdict === 'passed' && !result.interrupted).length;
  const text = `${passed} of ${counted(results.length, 'run')} passed`;
  const paint = passed === results.length ? chalk.green : chalk.red;
  return flow([{ as: 'prose', text, paint: (words) => chalk.bold(paint(words)) }], { width }).map(
    (row) => row.text,
  );
}
