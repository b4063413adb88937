import { decodeHistogram } from './histogram-codec.ts';
import type { PackedHistogram } from './histogram.ts';
import type { Measured, MeasuredCommand, MeasuredStep } from './measured.ts';
import type { CommandResult, Interval, LoadResult, Spread } from './result.ts';

/**
 * What a result was concluded from, so that several can be added up and concluded again. Counts come back exactly, times
 * to the histogram's precision; only why connections ended is told in notes alone.
 * @throws Error where a histogram cannot be read, or holds another number of times than is told beside it
 */
export function measuredOf(result: LoadResult): Measured {
  const { totals, generator } = result;
  return {
    commands: result.commands.map(commandOf),
    service: packedOf(result.service),
    sendError: packedOf(generator.sendError),
    steps: result.timeline.map(stepOf),
    inTime: Math.round((result.ratePerSecond * result.durationMs) / 1000),
    unsent: totals.unsent,
    unasked: totals.unasked,
    reconnects: generator.reconnects,
    reasons: [],
    eventLoopUse: generator.eventLoopUse,
  };
}

function commandOf({ command, latency, statuses, ...tally }: CommandResult): MeasuredCommand {
  const { sent, answered, unexpected, lost, unanswered } = tally;
  return {
    kind: command,
    ...{ sent, answered, unexpected, lost, unanswered },
    statuses: Object.fromEntries(Object.entries(statuses).map(([line, count]) => [codeOf(line), count])),
    latency: packedOf(latency),
  };
}

function stepOf({ atMs, durationMs, latency, ...counts }: Interval): MeasuredStep {
  const { sent, answered, errors, receivedBytes } = counts;
  const number = Math.round(atMs / durationMs);
  return { number, sent, answered, errors, receivedBytes, latency: packedOf(latency) };
}

/** That of a status line; 0 for `other`, whose codes nobody has kept. */
function codeOf(line: string): number {
  return /^\d{3}\//.test(line) ? Number.parseInt(line, 10) : 0;
}

function packedOf({ count, minMs, meanMs, maxMs, hdr }: Spread): PackedHistogram {
  const exact = { minUs: minMs * 1000, meanUs: meanMs * 1000, maxUs: maxMs * 1000 };
  const histogram = decodeHistogram(hdr, exact);
  if (histogram.count !== count)
    throw new Error(`a histogram holds ${histogram.count} times, and the count beside it is ${count}`);
  return histogram.pack();
}
