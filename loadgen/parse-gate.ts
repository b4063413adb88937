import { suggest } from '../spec/suggest.ts';
import { readQuantity, type Unit } from './quantity.ts';
import type { Figure, Gate, LatencyOf, LatencyPoint } from './gate.ts';
import { COMMAND_KINDS } from './plan.ts';

export type ParsedGate =
  { readonly kind: 'gate'; readonly gate: Gate } | { readonly kind: 'problem'; readonly why: string };

const OPERATORS = ['<=', '>=', '==', '<', '>'] as const;
const GATE = /^\s*(.*?)\s*(<=|>=|==|=<|=>|=|<|>)\s*(.*?)\s*$/;
const EXAMPLES = 'p99 <= 20ms, rate >= 5000/s, errors == 0, or 426 <= 1%';
/** What stands before `p99` or `max`: whose latency it is. */
const OWNERS = ['service', ...COMMAND_KINDS] as const;

/** Reads a gate, such as `p99 <= 20ms`, `send p99.9 < 1s`, `rate >= 5000/s`, `errors == 0` or `426 <= 1%`. */
export function parseGate(text: string): ParsedGate {
  const [, subject = '', sign = '', bound = ''] = GATE.exec(text) ?? [];
  if (sign === '') return problem(`no comparison; write something like ${EXAMPLES}`);
  const operator = OPERATORS.find((each) => each === sign);
  if (operator === undefined) return problem(`${sign} is no comparison; there are ${OPERATORS.join(' ')}`);
  const figure = readFigure(subject);
  if (figure === undefined) return problem(whyNoFigure(subject));
  const units = unitsFor(figure);
  const quantity = readQuantity(bound, units);
  if (quantity === undefined) return problem(`"${bound}" is no bound for ${subject}; ${BOUNDS[figure.kind]}`);
  const gate = { text: text.trim(), operator, value: quantity.value };
  return { kind: 'gate', gate: { ...gate, figure: asWritten(figure, quantity.unit) } };
}

function readFigure(subject: string): Figure | undefined {
  if (subject === 'rate') return { kind: 'rate' };
  if (subject === 'errors') return { kind: 'errors', as: 'count' };
  if (/^\d{3}$/.test(subject)) return { kind: 'status', code: Number(subject), as: 'count' };
  const words = subject.split(/\s+/);
  const at = readPoint(words.at(-1) ?? '');
  const of = readOwner(words.slice(0, -1));
  return at === undefined || of === undefined ? undefined : { kind: 'latency', of, at };
}

function readOwner(words: readonly string[]): LatencyOf | undefined {
  if (words.length === 0) return 'all';
  return words.length === 1 ? OWNERS.find((owner) => owner === words[0]) : undefined;
}

function readPoint(word: string): LatencyPoint | undefined {
  if (word === 'min' || word === 'mean' || word === 'max') return word;
  const [, digits] = /^p(\d{1,2}(?:\.\d{1,4})?|100)$/.exec(word) ?? [];
  return digits === undefined ? undefined : { percentile: Number(digits) };
}

function whyNoFigure(subject: string): string {
  const known = ['p50', 'p90', 'p99', 'p99.9', 'min', 'mean', 'max', 'rate', 'errors'];
  const near = suggest(subject, known);
  const hint =
    near === undefined ? `there are ${known.join(', ')} and statuses such as 426` : `did you mean ${near}?`;
  return `there is no figure "${subject}"; ${hint}`;
}

const TIMES: Readonly<Record<string, number>> = { us: 0.001, µs: 0.001, ms: 1, s: 1000, min: 60_000 };
const COUNTS: Readonly<Record<string, number>> = { '': 1, '%': 1 };
const RATES: Readonly<Record<string, number>> = { '': 1, '/s': 1, '/min': 1 / 60 };

const BOUNDS: Readonly<Record<Figure['kind'], string>> = {
  latency: 'write a time with its unit, such as 500us, 20ms or 1.5s',
  rate: 'write a number a second, such as 5000/s',
  errors: 'write a number or a part of all answers, such as 0 or 0.1%',
  status: 'write a number or a part of all answers, such as 0 or 0.1%',
};

function unitsFor({ kind }: Figure): Readonly<Record<string, Unit>> {
  switch (kind) {
    case 'latency':
      return TIMES;
    case 'rate':
      return RATES;
    case 'errors':
    case 'status':
      return COUNTS;
  }
}

function asWritten(figure: Figure, unit: string): Figure {
  const as = unit === '%' ? 'percent' : 'count';
  return figure.kind === 'errors' || figure.kind === 'status' ? { ...figure, as } : figure;
}

function problem(why: string): ParsedGate {
  return { kind: 'problem', why };
}
