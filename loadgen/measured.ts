import type { PackedHistogram } from './histogram.ts';
import { Histogram } from './histogram.ts';
import type { CommandKind } from './plan.ts';

/** What became of the commands of one kind that were meant to leave in the measured time. */
export interface MeasuredCommand {
  readonly kind: CommandKind;
  readonly sent: number;
  readonly answered: number;
  readonly unexpected: number;
  readonly lost: number;
  readonly unanswered: number;
  /** How many answers had which code. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly latency: PackedHistogram;
}

/** One step of the time line, by its number from the start of the measured time. */
export interface MeasuredStep {
  readonly number: number;
  readonly sent: number;
  readonly answered: number;
  readonly errors: number;
  readonly receivedBytes: number;
  readonly latency: PackedHistogram;
}

/** All that one share has measured: plain data, to be sent between threads, and added up without losing anything. */
export interface Measured {
  readonly commands: readonly MeasuredCommand[];
  readonly service: PackedHistogram;
  readonly sendError: PackedHistogram;
  readonly steps: readonly MeasuredStep[];
  /** Expected answers that came within the measured time, whenever they were asked for. */
  readonly inTime: number;
  /** Commands that were due while a connection had as many waiting as it can have. */
  readonly unsent: number;
  /** Answers that nobody had asked for. */
  readonly unasked: number;
  readonly reconnects: number;
  /** Why connections ended, each reason once. */
  readonly reasons: readonly string[];
  /** Of each worker. */
  readonly eventLoopUse: readonly number[];
}

/** All shares as one: counts added up, histograms too; nothing is averaged. */
export function mergeMeasured(parts: readonly Measured[]): Measured {
  const sum = (of: (part: Measured) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    commands: groupBy(
      parts.flatMap(({ commands }) => commands),
      ({ kind }) => kind,
    ).map(mergeCommands),
    service: mergePacked(parts.map(({ service }) => service)),
    sendError: mergePacked(parts.map(({ sendError }) => sendError)),
    steps: groupBy(
      parts.flatMap(({ steps }) => steps),
      ({ number }) => number,
    )
      .map(mergeSteps)
      .sort((a, b) => a.number - b.number),
    inTime: sum(({ inTime }) => inTime),
    unsent: sum(({ unsent }) => unsent),
    unasked: sum(({ unasked }) => unasked),
    reconnects: sum(({ reconnects }) => reconnects),
    reasons: [...new Set(parts.flatMap(({ reasons }) => reasons))],
    eventLoopUse: parts.flatMap(({ eventLoopUse }) => eventLoopUse),
  };
}

export function mergePacked(parts: readonly PackedHistogram[]): PackedHistogram {
  const merged = new Histogram();
  for (const part of parts) merged.addPacked(part);
  return merged.pack();
}

export function unpacked(packed: PackedHistogram): Histogram {
  const histogram = new Histogram();
  histogram.addPacked(packed);
  return histogram;
}

function mergeCommands(parts: Group<MeasuredCommand>): MeasuredCommand {
  const sum = (of: (part: MeasuredCommand) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const statuses: Record<number, number> = {};
  for (const part of parts)
    for (const [code, count] of Object.entries(part.statuses))
      statuses[Number(code)] = (statuses[Number(code)] ?? 0) + count;
  return {
    kind: parts[0].kind,
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    unexpected: sum(({ unexpected }) => unexpected),
    lost: sum(({ lost }) => lost),
    unanswered: sum(({ unanswered }) => unanswered),
    statuses,
    latency: mergePacked(parts.map(({ latency }) => latency)),
  };
}

function mergeSteps(parts: Group<MeasuredStep>): MeasuredStep {
  const sum = (of: (part: MeasuredStep) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    number: parts[0].number,
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    errors: sum(({ errors }) => errors),
    receivedBytes: sum(({ receivedBytes }) => receivedBytes),
    latency: mergePacked(parts.map(({ latency }) => latency)),
  };
}

type Group<Item> = readonly [Item, ...Item[]];

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | number): Group<Item>[] {
  const groups = new Map<string | number, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
