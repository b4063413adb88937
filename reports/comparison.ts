import type { ComparedSide, Comparison, MetricComparison } from '../loadgen/comparison-result.ts';
import { changeText, sizeText, valueText } from './comparison/figures.ts';
import { entry } from './entry.ts';
import { flow } from './flow.ts';
import { paragraphs, usableWidth, type Page } from './page.ts';
import type { Paint, Piece } from './pieces.ts';
import { table, type Cell } from './comparison/table.ts';
import { counted } from './words.ts';

/**
 * A comparison for people: both sides, each metric with what could have been seen, and the verdict in the last line.
 * Ends with a newline.
 */
export function comparisonReport(comparison: Comparison, page: Page): string {
  const look = { ...page, width: usableWidth(page.width) };
  return paragraphs([
    heading(comparison, look),
    metrics(comparison, look),
    legend(comparison, look),
    notes(comparison, look),
    verdict(comparison, look),
  ]);
}

function heading({ tool, plan, base, new: next }: Comparison, page: Page): string[] {
  const { chalk, width } = page;
  const pieces: Piece[] = [
    { as: 'whole', text: `${tool.name} ${tool.version}`, paint: chalk.bold },
    { as: 'quoted', text: `plan ${plan}` },
  ];
  return [
    ...flow(pieces, { width }).map((row) => row.text),
    ...side('base', base, page),
    ...side('new', next, page),
  ];
}

function side(name: string, { files, runs, targets }: ComparedSide, { chalk, width }: Page): string[] {
  const body: Piece[] = [
    { as: 'prose', text: `${counted(runs, 'run')} of` },
    { as: 'quoted', text: targets.join(', ') },
    { as: 'quoted', text: files.join(', '), paint: chalk.dim },
  ];
  return entry(
    { label: [{ as: 'whole', text: name, paint: chalk.dim }], body },
    { width, indent: 0, hang: 6 },
  );
}

/** In fewer columns there is no room for the interval around a change. */
const ROOM_FOR_INTERVALS = 90;

function metrics({ metrics: compared }: Comparison, page: Page): string[] {
  const hasRoom = page.width >= ROOM_FOR_INTERVALS;
  const heads = ['', 'base', 'new', 'change', ...(hasRoom ? ['between'] : []), 'noise', 'seen from', ''];
  return table({ heads, rows: compared.map((metric) => rowOf(metric, { page, hasRoom })) }, page);
}

function rowOf(metric: MetricComparison, { page, hasRoom }: { page: Page; hasRoom: boolean }): Cell[] {
  const { estimate, from, to } = metric.change;
  const paint = paintOf(metric.verdict, page);
  const between = `${changeText(metric, from)} and ${changeText(metric, to)}`;
  return [
    { text: metric.metric, paint: page.chalk.bold },
    { text: valueText(metric, metric.baseMedian) },
    { text: valueText(metric, metric.newMedian) },
    { text: changeText(metric, estimate), paint },
    ...(hasRoom ? [{ text: between, paint: page.chalk.dim }] : []),
    { text: sizeText(metric, metric.noise) },
    { text: seenFrom(metric) },
    { text: metric.verdict, paint },
  ];
}

/** The smallest change that would have shown. Where all runs are alike, every change would have. */
function seenFrom(metric: MetricComparison): string {
  if (metric.smallest === undefined) return 'nowhere';
  return metric.smallest === 0 ? 'any' : sizeText(metric, metric.smallest);
}

function legend({ falseAlarms }: Comparison, { chalk, width }: Page): string[] {
  const text = [
    'base and new: medians of the runs.',
    'noise: so far apart are equal servers on this machine.',
    'seen from: a change for the worse that is so large is found 4 times in 5.',
    `Equal servers are told apart in at most ${Math.round(100 * falseAlarms)} of 100 comparisons.`,
  ].join(' ');
  return flow([{ as: 'prose', text, paint: chalk.dim }], { width }).map((row) => row.text);
}

function notes({ notes: texts }: Comparison, { chalk, width }: Page): string[] {
  const label: Piece[] = [{ as: 'whole', text: 'note', paint: chalk.dim }];
  return texts.flatMap((text) =>
    entry({ label, body: [{ as: 'quoted', text }] }, { width, indent: 0, hang: 6 }),
  );
}

function verdict({ verdict: overall, metrics: compared }: Comparison, page: Page): string[] {
  const paint = paintOf(overall, page);
  const pieces: Piece[] = [
    { as: 'prose', text: sentence(overall, compared), paint: (text) => page.chalk.bold(paint(text)) },
  ];
  return flow(pieces, page).map((row) => row.text);
}

function sentence(overall: Comparison['verdict'], compared: readonly MetricComparison[]): string {
  const changed = (verdict: Comparison['verdict']): string =>
    compared
      .filter((metric) => metric.verdict === verdict)
      .map((metric) => `${metric.metric} ${changeText(metric, metric.change.estimate)}`)
      .join(', ');
  switch (overall) {
    case 'worse':
      return `worse: ${changed('worse')}${changed('better') === '' ? '' : `; better: ${changed('better')}`}`;
    case 'better':
      return `better: ${changed('better')}`;
    case 'same': {
      const visible = compared
        .filter(({ smallest = 0 }) => smallest > 0)
        .map((metric) => `${metric.metric} ${seenFrom(metric)}`);
      return `no difference found${visible.length === 0 ? '' : `; to be found it takes ${visible.join(', ')}`}`;
    }
  }
}

function paintOf(verdict: Comparison['verdict'], { chalk }: Pick<Page, 'chalk'>): Paint {
  return { same: (text: string) => text, better: chalk.green, worse: chalk.red }[verdict];
}
