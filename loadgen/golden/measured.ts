/** What was measured, for tests, complete, so that a test names only what it is about. */
import { Histogram } from '../histogram.ts';
import type { Measured, MeasuredCommand } from '../measured.ts';

export const packed = (...ms: number[]): ReturnType<Histogram['pack']> => {
  const histogram = new Histogram();
  for (const each of ms) histogram.record(each * 1000);
  return histogram.pack();
};

export function commandOf(command: Partial<MeasuredCommand> = {}): MeasuredCommand {
  return {
    kind: 'send',
    sent: 1,
    answered: 1,
    unexpected: 0,
    lost: 0,
    unanswered: 0,
    statuses: { 200: 1 },
    latency: packed(),
    ...command,
  };
}

/** @param some `statuses` are those of commands that name none */
export function measuredOf({
  commands = [],
  statuses = {},
  ...some
}: Partial<Omit<Measured, 'commands'>> & {
  commands?: readonly Partial<MeasuredCommand>[];
  statuses?: Readonly<Record<number, number>>;
} = {}): Measured {
  return {
    commands: commands.map((command) => commandOf({ statuses, ...command })),
    service: packed(),
    sendError: packed(),
    steps: [],
    inTime: 0,
    unsent: 0,
    unasked: 0,
    reconnects: 0,
    reasons: [],
    eventLoopUse: [0.1],
    ...some,
  };
}
