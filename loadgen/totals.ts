import { STATUSES } from '../wire/status.ts';
import { unpacked, type Measured, type MeasuredCommand } from './measured.ts';
import type { CommandResult, Tally, Totals } from './result.ts';
import { spreadOf } from './spread.ts';

/** What became of all commands together. */
export function totalsOf({ commands, unsent, unasked }: Measured): Totals {
  const sum = (of: (command: MeasuredCommand) => number): number =>
    commands.reduce((total, command) => total + of(command), 0);
  const statuses: Record<number, number> = {};
  for (const command of commands)
    for (const [code, count] of Object.entries(command.statuses))
      statuses[Number(code)] = (statuses[Number(code)] ?? 0) + count;
  return {
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    unexpected: sum(({ unexpected }) => unexpected),
    lost: sum(({ lost }) => lost),
    unanswered: sum(({ unanswered }) => unanswered),
    unsent,
    unasked,
    statuses: byLine(statuses),
  };
}

/** What became of the commands of one kind. */
export function commandResult(command: MeasuredCommand): CommandResult {
  const { kind, sent, answered, unexpected, lost, unanswered, statuses, latency } = command;
  const tally: Tally = { sent, answered, unexpected, lost, unanswered, statuses: byLine(statuses) };
  return { command: kind, ...tally, latency: spreadOf(unpacked(latency)) };
}

/** Counts by status line instead of code; codes that are none of the five together as `other`. */
export function byLine(statuses: Readonly<Record<number, number>>): Record<string, number> {
  const lines: Record<string, number> = {};
  for (const [code, count] of Object.entries(statuses)) {
    const line = new Map(Object.entries<string>(STATUSES)).get(code) ?? 'other';
    lines[line] = (lines[line] ?? 0) + count;
  }
  return lines;
}
