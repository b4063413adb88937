import type { Figure, Gate, LatencyPoint } from './gate.ts';
import type { Histogram } from './histogram.ts';
import { unpacked, type Measured, type MeasuredCommand } from './measured.ts';
import { Histogram as Latencies } from './histogram.ts';
import type { GateResult } from './result.ts';

/** What gates look at. */
export interface Figures {
  readonly measured: Measured;
  readonly ratePerSecond: number;
}

/** Each gate against what was measured. A figure that there is none of, as the latency of no answer, keeps no gate. */
export function judgeGates(gates: readonly Gate[], figures: Figures): GateResult[] {
  return gates.map((gate) => {
    const value = valueOf(gate.figure, figures);
    if (value === undefined) return { gate: gate.text, actual: 'nothing measured', kept: false };
    return { gate: gate.text, actual: show(gate.figure, value), kept: holds(value, gate) };
  });
}

/** Everything that is not as the plan expects: unexpected statuses, and commands without an answer. */
export function errorsOf({ commands, unsent, unasked }: Measured): number {
  return (
    sum(commands, ({ unexpected, lost, unanswered }) => unexpected + lost + unanswered) + unsent + unasked
  );
}

function valueOf(figure: Figure, { measured, ratePerSecond }: Figures): number | undefined {
  const { commands } = measured;
  const answers = sum(commands, ({ answered }) => answered);
  const due = sum(commands, ({ sent }) => sent) + measured.unsent;
  switch (figure.kind) {
    case 'rate':
      return ratePerSecond;
    case 'errors':
      return figure.as === 'count' ? errorsOf(measured) : part(errorsOf(measured), due);
    case 'status': {
      const count = sum(commands, ({ statuses }) => statuses[figure.code] ?? 0);
      return figure.as === 'count' ? count : part(count, answers);
    }
    case 'latency': {
      const latencies = latenciesOf(figure.of, measured);
      return latencies.count === 0 ? undefined : pointOf(latencies, figure.at) / 1000;
    }
  }
}

function latenciesOf(
  of: Extract<Figure, { kind: 'latency' }>['of'],
  { commands, service }: Measured,
): Histogram {
  if (of === 'service') return unpacked(service);
  const chosen = of === 'all' ? commands : commands.filter(({ kind }) => kind === of);
  const all = new Latencies();
  for (const { latency } of chosen) all.addPacked(latency);
  return all;
}

/** In µs. */
function pointOf(latencies: Histogram, at: LatencyPoint): number {
  if (typeof at === 'object') return latencies.percentileUs(at.percentile);
  switch (at) {
    case 'min':
      return latencies.minUs;
    case 'mean':
      return latencies.meanUs;
    case 'max':
      return latencies.maxUs;
  }
}

function holds(value: number, { operator, value: bound }: Gate): boolean {
  switch (operator) {
    case '<=':
      return value <= bound;
    case '<':
      return value < bound;
    case '>=':
      return value >= bound;
    case '>':
      return value > bound;
    case '==':
      return value === bound;
  }
}

function show(figure: Figure, value: number): string {
  switch (figure.kind) {
    case 'rate':
      return `${value.toFixed(1)}/s`;
    case 'latency':
      return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
    case 'errors':
    case 'status':
      return figure.as === 'count' ? String(value) : `${value.toFixed(3)} %`;
  }
}

function sum(commands: readonly MeasuredCommand[], of: (command: MeasuredCommand) => number): number {
  return commands.reduce((total, command) => total + of(command), 0);
}

/** In percent; of nothing, none. */
function part(count: number, of: number): number {
  return of === 0 ? 0 : (100 * count) / of;
}
