import type { KneeResult, KneeStep } from '../../loadgen/knee-result.ts';
import { entry } from '../entry.ts';
import { flow } from '../flow.ts';
import { paragraphs, usableWidth, type Page } from '../page.ts';
import type { Piece } from '../pieces.ts';
import { duration } from '../words.ts';
import { milliseconds, rate } from './numbers.ts';
import { table } from './table.ts';

/** The report of a search for people: each rate in the order it was tried, and the highest that holds in the last line. */
export function kneeTerminalReport(result: KneeResult, options: Page): string {
  const page = { ...options, width: usableWidth(options.width) };
  return paragraphs([heading(result, page), steps(result, page), why(result, page), verdict(result, page)]);
}

/** What came of one rate, in a line: `400.0/s  held  p99 8.10 ms`. */
export function kneeStepText({ perSecond, outcome, latency, gates }: KneeStep): string {
  const broken = gates.filter(({ kept }) => !kept).map(({ gate, actual }) => `${gate} (${actual})`);
  const p99 = latency.count === 0 ? [] : [`p99 ${milliseconds(latency.p99Ms)} ms`];
  return [rate(perSecond), WORDS[outcome], ...p99, ...(outcome === 'broken' ? broken : [])].join('  ');
}

const WORDS: Readonly<Record<KneeStep['outcome'], string>> = {
  held: 'holds',
  broken: 'breaks',
  invalid: 'invalid',
  died: 'died',
};

function heading({ tool, target, plan }: KneeResult, { chalk, width }: Page): string[] {
  const address = target.kind === 'bundled' ? `${target.address} (bundled server)` : target.address;
  const pieces: Piece[] = [
    { as: 'whole', text: `${tool.name} ${tool.version}`, paint: chalk.bold },
    { as: 'quoted', text: address },
    { as: 'quoted', text: `plan ${plan.name}` },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

function steps({ steps: all }: KneeResult, page: Page): string[] {
  const rows = all.map(({ perSecond, ratePerSecond, latency, outcome, gates }) => {
    const broken = gates.filter(({ kept }) => !kept).map(({ gate }) => gate);
    const ms = (value: number): string => (latency.count === 0 ? '-' : milliseconds(value));
    const cells = [rate(ratePerSecond), ms(latency.p50Ms), ms(latency.p99Ms), ms(latency.maxMs)];
    return { label: rate(perSecond), cells: [...cells, [WORDS[outcome], ...broken].join(' ')] };
  });
  const heading = { label: 'asked', cells: ['answered', 'p50 ms', 'p99 ms', 'max ms', 'gates'] };
  return table(rows, { heading, order: [4, 2, 0, 1, 3] }, page);
}

/** Why steps are invalid, or the target dead; each reason once. */
function why({ steps: all }: KneeResult, { chalk, width }: Page): string[] {
  const reasons = new Map(
    all.flatMap(({ outcome, why: texts }) =>
      outcome === 'held' ? [] : texts.map((text): [string, KneeStep['outcome']] => [text, outcome]),
    ),
  );
  return [...reasons].flatMap(([text, outcome]) =>
    entry(
      {
        label: [{ as: 'whole', text: WORDS[outcome], paint: outcome === 'died' ? chalk.red : chalk.yellow }],
        body: [{ as: 'quoted', text }],
      },
      { width, indent: 0, hang: 11 },
    ),
  );
}

function verdict(result: KneeResult, { chalk, width }: Page): string[] {
  const isGood = result.verdict === 'found' || result.verdict === 'at-least';
  const paint = isGood ? chalk.green : result.verdict === 'none' ? chalk.red : chalk.yellow;
  const text = verdictText(result);
  const pieces: Piece[] = [
    {
      as: 'prose',
      text: result.interrupted ? `${text}, interrupted before the end` : text,
      paint: (each) => chalk.bold(paint(each)),
    },
    { as: 'prose', text: surenessText(result), paint: chalk.dim },
    { as: 'whole', text: `in ${duration(result.durationMs)}`, paint: chalk.dim },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

function verdictText({ verdict: kind, holds, over }: KneeResult): string {
  const most = holds === undefined ? 'no rate holds' : `${rate(holds.perSecond)} holds`;
  const least = over === undefined ? '' : `${rate(over.perSecond)} does not`;
  switch (kind) {
    case 'found':
      return `the knee is at ${rate(holds?.perSecond ?? 0)}: ${least}`;
    case 'at-least':
      return `at least ${rate(holds?.perSecond ?? 0)}: the plan goes no higher`;
    case 'none':
      return `no rate holds: ${least}`;
    case 'unclear':
      return [`time was over: ${most}`, ...(least === '' ? [] : [least])].join(', ');
    case 'invalid':
      return `invalid: ${most}, and at ${rate(over?.perSecond ?? 0)} the generator was the limit`;
    case 'died':
      return `died: the target went away; ${most}`;
  }
}

/** How often the two rates showed what they did, and how far they are from each other. */
function surenessText({ holds, over }: Pick<KneeResult, 'holds' | 'over'>): string {
  const parts = [
    ...(holds === undefined ? [] : [`${rate(holds.perSecond)} held ${holds.times} of ${holds.of} times`]),
    ...(over === undefined
      ? []
      : [`${rate(over.perSecond)} held ${over.of - over.times} of ${over.of} times`]),
  ];
  if (holds === undefined || over === undefined) return parts.join(', ');
  const apart = Math.round((100 * (over.perSecond - holds.perSecond)) / over.perSecond);
  return [...parts, `${apart} % apart`].join(', ');
}
