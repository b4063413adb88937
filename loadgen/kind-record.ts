import { Histogram } from './histogram.ts';
import type { MeasuredCommand } from './measured.ts';
import type { CommandKind } from './plan.ts';

/** Codes have three digits. */
export const CODES = 1000;

/** What became of the commands of one kind. */
export class KindRecord {
  sent = 0;
  answered = 0;
  unexpected = 0;
  lost = 0;
  unanswered = 0;
  readonly statuses = new Float64Array(CODES);
  readonly latency = new Histogram();

  measured(kind: CommandKind): MeasuredCommand {
    const { sent, answered, unexpected, lost, unanswered } = this;
    return {
      kind,
      ...{ sent, answered, unexpected, lost, unanswered },
      statuses: countsByCode(this.statuses),
      latency: this.latency.pack(),
    };
  }
}

/** Only those codes that came. */
export function countsByCode(statuses: Float64Array): Record<number, number> {
  const counts: Record<number, number> = {};
  statuses.forEach((count, code) => {
    if (count > 0) counts[code] = count;
  });
  return counts;
}
