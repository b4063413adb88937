import type { Delivery, LoadResult, Spread } from '../../loadgen/result.ts';
import { entry } from '../entry.ts';
import { flow } from '../flow.ts';
import { paragraphs, usableWidth, type Page } from '../page.ts';
import type { Piece } from '../pieces.ts';
import { counted, duration } from '../words.ts';
import { milliseconds, rate, whole } from './numbers.ts';
import { table, type Row } from './table.ts';

/** The report of a load run for people: latencies, what became of commands, gates, and the verdict in the last line. */
export function loadTerminalReport(result: LoadResult, options: Page): string {
  const page = { ...options, width: usableWidth(options.width) };
  return paragraphs([
    loadHeading(result, page),
    latencies(result, page),
    figures(result, page),
    notes(result, page),
    [...gates(result, page), ...verdict(result, page)],
  ]);
}

/** Who has loaded what, with which plan. */
export function loadHeading({ tool, target, plan, share }: LoadResult, { chalk, width }: Page): string[] {
  const address = target.kind === 'bundled' ? `${target.address} (bundled server)` : target.address;
  const pieces: Piece[] = [
    { as: 'whole', text: `${tool.name} ${tool.version}`, paint: chalk.bold },
    { as: 'quoted', text: address },
    { as: 'quoted', text: `plan ${plan.name}` },
    ...(share.of === 1 ? [] : [{ as: 'prose' as const, text: `share ${share.index} of ${share.of}` }]),
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

const HEADING: Row = { label: 'ms', cells: ['count', 'p50', 'p90', 'p99', 'p99.9', 'max', 'mean'] };
/** Whoever has room for three figures wants to see p99, p50 and the longest. */
const ORDER = [3, 1, 5, 0, 2, 4, 6];

function latencies(result: LoadResult, page: Page): string[] {
  const { latency, service, commands, generator } = result;
  const isOpen = result.askedPerSecond !== undefined;
  const rows = [
    rowOf('latency', latency),
    ...(commands.length > 1 ? commands.map((each) => rowOf(`  ${each.command}`, each.latency)) : []),
    ...(isOpen ? [rowOf('service', service), rowOf('send error', generator.sendError)] : []),
  ];
  return table(rows, { heading: HEADING, order: ORDER }, page);
}

function rowOf(label: string, { count, ...spread }: Spread): Row {
  const { p50Ms, p90Ms, p99Ms, p999Ms, maxMs, meanMs } = spread;
  const times = [p50Ms, p90Ms, p99Ms, p999Ms, maxMs, meanMs];
  return { label, cells: [whole(count), ...times.map((ms) => (count === 0 ? '-' : milliseconds(ms)))] };
}

const HANG = 11;

function figures(result: LoadResult, { chalk, width }: Page): string[] {
  const line = (label: string, pieces: readonly Piece[]): string[] =>
    entry(
      { label: [{ as: 'whole', text: label, paint: chalk.dim }], body: pieces },
      { width, indent: 0, hang: HANG },
    );
  return [
    ...line('rate', [{ as: 'prose', text: rateText(result) }]),
    ...line('answers', answerPieces(result)),
    ...line('errors', errorPieces(result, chalk)),
    ...(result.delivery === undefined ? [] : line('delivery', deliveryPieces(result.delivery, chalk))),
    ...line('generator', [{ as: 'prose', text: generatorText(result) }]),
  ];
}

function rateText({ ratePerSecond, askedPerSecond, durationMs }: LoadResult): string {
  const asked = askedPerSecond === undefined ? '' : `, ${rate(askedPerSecond)} asked for`;
  return `${rate(ratePerSecond)} answered${asked}, in ${duration(durationMs)}`;
}

function answerPieces({ totals }: LoadResult): Piece[] {
  const statuses = Object.entries(totals.statuses);
  if (statuses.length === 0) return [{ as: 'prose', text: 'none' }];
  return statuses.map(([status, count]) => ({ as: 'quoted', text: `${status} ${whole(count)}` }));
}

/** In the order of what to look at first. */
const ERRORS = ['unexpected', 'lost', 'unanswered', 'unsent', 'unasked'] as const;

function errorPieces({ totals }: LoadResult, chalk: Page['chalk']): Piece[] {
  const some = ERRORS.filter((kind) => totals[kind] > 0);
  if (some.length === 0) return [{ as: 'prose', text: 'none' }];
  return some.map((kind) => ({ as: 'prose', text: `${kind} ${whole(totals[kind])}`, paint: chalk.red }));
}

/** In the order of what to look at first. */
const WRONGS = ['lost', 'duplicated', 'leaked', 'strayed'] as const;

function deliveryPieces(delivery: Delivery, chalk: Page['chalk']): Piece[] {
  const { arrived, sent, unseen, open } = delivery;
  const others: Piece[] = Object.entries({ unseen, open }).flatMap(([kind, count]) =>
    count === 0 ? [] : [{ as: 'whole', text: `${kind} ${whole(count)}` }],
  );
  return [
    { as: 'prose', text: `${whole(arrived)} of ${whole(sent)} arrived once` },
    ...WRONGS.flatMap((kind): Piece[] =>
      delivery[kind] === 0
        ? []
        : [{ as: 'whole', text: `${kind} ${whole(delivery[kind])}`, paint: chalk.red }],
    ),
    ...others,
  ];
}

function generatorText({ generator, totals }: LoadResult): string {
  const { engine, workers, pacing, eventLoopUse, cpuMs, reconnects } = generator;
  const use = `${Math.round(100 * Math.max(0, ...eventLoopUse))} % busy`;
  const each = totals.answered === 0 ? '' : ` (${Math.round((1000 * cpuMs) / totals.answered)} µs a command)`;
  const again = reconnects === 0 ? '' : `, ${counted(reconnects, 'reconnect')}`;
  const by = engine === 'own' ? `paced by ${pacing}` : `driven by ${engine}`;
  return `${counted(workers, 'worker')}, ${use}, ${by}, ${duration(cpuMs)} of CPU time${each}${again}`;
}

function notes({ notes: texts, generator, reason }: LoadResult, { chalk, width }: Page): string[] {
  const note = (label: string, text: string, paint: Page['chalk']): string[] =>
    entry(
      { label: [{ as: 'whole', text: label, paint }], body: [{ as: 'quoted', text }] },
      { width, indent: 0, hang: HANG },
    );
  return [
    ...(reason === undefined ? [] : note('died', reason, chalk.red)),
    ...generator.doubts.flatMap((text) => note('invalid', text, chalk.yellow)),
    ...texts.flatMap((text) => note('note', text, chalk.dim)),
  ];
}

function gates({ gates: all }: LoadResult, { chalk, width }: Page): string[] {
  return all.flatMap(({ gate, actual, kept }) => {
    const paint = kept ? chalk.green : chalk.red;
    const label: Piece[] = [{ as: 'whole', text: kept ? 'kept' : 'BROKEN', paint }];
    const body: Piece[] = [
      { as: 'quoted', text: gate },
      { as: 'quoted', text: actual, paint: kept ? chalk.dim : chalk.red },
    ];
    return entry({ label, body }, { width, indent: 0, hang: HANG });
  });
}

function verdict(result: LoadResult, { chalk, width }: Page): string[] {
  const paint = { passed: chalk.green, failed: chalk.red, died: chalk.red, invalid: chalk.yellow }[
    result.verdict
  ];
  const { sent } = result.totals;
  const pieces: Piece[] = [
    { as: 'prose', text: verdictText(result), paint: (text) => chalk.bold(paint(text)) },
    { as: 'prose', text: `${whole(sent)} ${sent === 1 ? 'command' : 'commands'}`, paint: chalk.dim },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

function verdictText({ verdict: kind, gates: all, interrupted }: LoadResult): string {
  const broken = all.filter(({ kept }) => !kept).length;
  const words = {
    passed: all.length === 0 ? 'done, without gates' : `passed: ${counted(all.length, 'gate')} kept`,
    failed: `failed: ${broken} of ${counted(all.length, 'gate')} broken`,
    died: 'died: the target went away and did not come back',
    invalid: 'invalid: the generator was the limit, and the figures say nothing about the target',
  }[kind];
  return interrupted ? `${words}, interrupted before the end` : words;
}
