import type { LimitCheck, LimitsResult } from '../../loadgen/limits-result.ts';
import { entry } from '../entry.ts';
import { flow } from '../flow.ts';
import { paragraphs, usableWidth, type Page } from '../page.ts';
import type { Piece } from '../pieces.ts';
import { counted, duration } from '../words.ts';
import { whole } from './numbers.ts';

/** The report of a limits run for people: findings, what holds, the kind of limiter, and the verdict in the last line. */
export function limitsTerminalReport(result: LimitsResult, options: Page): string {
  const page = { ...options, width: usableWidth(options.width) };
  return paragraphs([
    heading(result, page),
    ...result.checks.flatMap((check) => (check.verdict === 'broken' ? [brokenBlock(check, page)] : [])),
    result.checks.flatMap((check) => (check.verdict === 'broken' ? [] : otherLine(check, page))),
    limiter(result, page),
    verdict(result, page),
  ]);
}

function heading({ tool, target, plan, users, limits }: LimitsResult, { chalk, width }: Page): string[] {
  const address = target.kind === 'bundled' ? `${target.address} (bundled server)` : target.address;
  const { perMinute, perHour, minuteMs, hourMs } = limits;
  const declared = [
    ...(perMinute === undefined ? [] : [`${whole(perMinute)} in ${windowText('minute', minuteMs)}`]),
    ...(perHour === undefined ? [] : [`${whole(perHour)} in ${windowText('hour', hourMs)}`]),
  ];
  const pieces: Piece[] = [
    { as: 'whole', text: `${tool.name} ${tool.version}`, paint: chalk.bold },
    { as: 'quoted', text: address },
    { as: 'quoted', text: `plan ${plan.name}` },
    { as: 'prose', text: `${counted(users, 'user')}, ${declared.join(' and ')}` },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}

function windowText(name: 'minute' | 'hour', ms: number): string {
  const usual = name === 'minute' ? 60_000 : 3_600_000;
  return ms === usual ? (name === 'minute' ? 'a minute' : 'an hour') : `its ${name} of ${duration(ms)}`;
}

const HANG = 14;

function brokenBlock(check: Extract<LimitCheck, { verdict: 'broken' }>, { chalk, width }: Page): string[] {
  const line = (label: string, body: Piece): string[] =>
    entry(
      { label: [{ as: 'whole', text: label, paint: chalk.dim }], body: [body] },
      { width, indent: 2, hang: HANG },
    );
  return [
    ...entry(
      {
        label: [{ as: 'whole', text: 'BROKEN', paint: (text) => chalk.bold(chalk.red(text)) }],
        body: [
          { as: 'whole', text: check.clause, paint: chalk.bold },
          { as: 'prose', text: titleOf(check) },
        ],
      },
      { width, indent: 0, hang: HANG },
    ),
    ...line('expected', { as: 'prose', text: check.expected, paint: chalk.green }),
    ...line('actual', { as: 'prose', text: check.actual, paint: chalk.red }),
    ...line('seen by', { as: 'prose', text: `${check.users} of ${counted(check.of, 'user')}` }),
  ];
}

function otherLine(check: Exclude<LimitCheck, { verdict: 'broken' }>, { chalk, width }: Page): string[] {
  const isHeld = check.verdict === 'held';
  const label: Piece = {
    as: 'whole',
    text: isHeld ? 'held' : 'not judged',
    paint: isHeld ? chalk.green : chalk.yellow,
  };
  const body: Piece[] = [
    { as: 'whole', text: check.clause, paint: chalk.bold },
    { as: 'prose', text: titleOf(check) },
    isHeld
      ? { as: 'whole', text: `(${counted(check.users, 'user')})`, paint: chalk.dim }
      : { as: 'prose', text: check.why, paint: chalk.dim },
  ];
  return entry({ label: [label], body }, { width, indent: 0, hang: HANG });
}

function titleOf({ title, window }: LimitCheck): string {
  return window === 'hour' ? `${title} (hour)` : title;
}

function limiter({ limiter: named, messages }: LimitsResult, { chalk, width }: Page): string[] {
  const line = (label: string, body: Piece[]): string[] =>
    entry(
      { label: [{ as: 'whole', text: label, paint: chalk.dim }], body },
      { width, indent: 0, hang: HANG },
    );
  const answers = Object.entries(messages).map(([status, count]): Piece => ({
    as: 'whole',
    text: `${status} ${whole(count)}`,
  }));
  return [
    ...(named === undefined ? [] : line('limiter', [{ as: 'prose', text: named.text }])),
    ...line('answers', answers.length === 0 ? [{ as: 'prose', text: 'none' }] : answers),
  ];
}

function verdict(
  { checks, verdict: kind, reason, interrupted, durationMs }: LimitsResult,
  page: Page,
): string[] {
  const { chalk, width } = page;
  const broken = checks.filter((check) => check.verdict === 'broken');
  const held = checks.filter((check) => check.verdict === 'held').length;
  const clauses = [...new Set(broken.map(({ clause }) => clause))].join(', ');
  const words = {
    passed: held === 0 ? 'nothing could be judged' : `passed: ${counted(held, 'question')} held`,
    failed: `failed: ${counted(broken.length, 'question')} broken (${clauses})`,
    died: `died: ${reason ?? 'the target went away'}`,
  }[kind];
  const paint = kind === 'passed' ? (held === 0 ? chalk.yellow : chalk.green) : chalk.red;
  const pieces: Piece[] = [
    {
      as: 'quoted',
      text: interrupted ? `${words}, interrupted before the end` : words,
      paint: (text) => chalk.bold(paint(text)),
    },
    { as: 'whole', text: `in ${duration(durationMs)}`, paint: chalk.dim },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}
