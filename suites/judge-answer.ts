import type { Alternative } from '../spec/case-schema.ts';
import type { PlainStep } from '../spec/step.ts';
import type { Ruling } from './ruling.ts';
import type { Answer, StepRecord } from './played.ts';
import {
  answerWords,
  expectedWords,
  matchesPattern,
  observationKeys,
  type WrittenAlternative,
} from './words.ts';

type Judged = Extract<PlainStep, { kind: 'command' | 'write' }>['options'];

/** Rules on one answer: a means must be 200, a question must match an alternative, an observation takes what comes. */
export function judgeAnswer(
  step: PlainStep,
  record: Extract<StepRecord, { kind: 'answer' }>,
  clause: string,
): Ruling[] {
  const { answer } = record;
  if (step.kind !== 'command' && step.kind !== 'write') {
    return isOk(answer) ? [{ kind: 'held' }] : [blocked(step, answer)];
  }
  const { options } = step;
  if (step.kind === 'write' && step.options.awaits === 'nothing') return [{ kind: 'held' }];
  const earned = answer.kind === 'reply' && answer.code === 426;
  if (earned && !expects426(options)) return [{ kind: 'limited', actor: step.who.actor }];
  if (options.expect === undefined && options.observe === undefined) {
    const isFarewell = step.kind === 'command' && step.command === 'DISCONNECTED';
    return isOk(answer) || isFarewell ? [{ kind: 'held' }] : [blocked(step, answer)];
  }
  return [
    ...judgeExpectation(options, answer, clause),
    ...judgeObservation(options, answer),
    ...judgeData(options, answer, clause),
    ...judgeNext(record, clause),
    ...judgeCount(options, record, clause),
  ];
}

function isOk(answer: Answer): boolean {
  return answer.kind === 'reply' && answer.code === 200;
}

function blocked(step: PlainStep, answer: Answer): Ruling {
  const { actor } = step.who;
  const what =
    step.kind === 'connect'
      ? `${actor} cannot go on: ${answerWords(answer)}`
      : `${actor} ${step.kind === 'command' ? step.command : step.kind} got ${answerWords(answer)}, 200/OK was due`;
  return { kind: 'blocked', why: `before the question of this case: ${what}` };
}

function alternatives({ expect }: Judged): WrittenAlternative[] {
  const list: Alternative[] = expect === undefined ? [] : Array.isArray(expect) ? expect : [expect];
  return list.map((each) => (typeof each === 'object' ? each : { is: each, verdict: 'pass' }));
}

function expects426(options: Judged): boolean {
  if (options.observe?.['426'] !== undefined) return true;
  return alternatives(options).some(({ is }) => is === 426);
}

function judgeExpectation(options: Judged, answer: Answer, clause: string): Ruling[] {
  const listed = alternatives(options);
  if (listed.length === 0) return [];
  const match = listed.find(({ is }) => matchesPattern(answer, is));
  if (match?.verdict === 'pass') return [{ kind: 'held' }];
  if (match?.verdict === 'not-observable')
    return [
      { kind: 'not-observable', why: match.because ?? `what came does not tell: ${answerWords(answer)}` },
    ];
  const expected = expectedWords(listed);
  return [{ kind: 'broken', clause: match?.clause ?? clause, expected, actual: answerWords(answer) }];
}

function judgeObservation({ observe, has = [] }: Judged, answer: Answer): Ruling[] {
  if (observe === undefined) return [];
  const words = new Map(Object.entries(observe));
  const carries = answer.kind === 'reply' && has.every((key) => answer.data.some((line) => line.key === key));
  const keys = has.length > 0 ? [carries ? 'yes' : 'no'] : observationKeys(answer);
  const found = keys.find((key) => words.has(key));
  return [
    { kind: 'observed', what: (found === undefined ? undefined : words.get(found)) ?? answerWords(answer) },
  ];
}

function judgeData({ has = [], observe }: Judged, answer: Answer, clause: string): Ruling[] {
  if (observe !== undefined || answer.kind !== 'reply' || answer.code !== 200) return [];
  const missing = has.filter((key) => !answer.data.some((line) => line.key === key));
  if (missing.length === 0) return [];
  const expected = [`${missing.length === 1 ? 'a data line' : 'data lines'} ${missing.join(' and ')}`];
  const keys = answer.data.map(({ key }) => key).join(', ');
  return [
    { kind: 'broken', clause, expected, actual: keys === '' ? 'no data lines' : `data lines: ${keys}` },
  ];
}

/**
 * Behind the command, in the same segment, went a LOGIN of a user who is connected: its 403 must come second. Another status
 * is its answer too, that it is the wrong one is for those who ask about it (L4); but a 416 shows that it was not read.
 */
function judgeNext({ next, answer }: Extract<StepRecord, { kind: 'answer' }>, clause: string): Ruling[] {
  if (next === undefined || answer.kind !== 'reply') return [];
  if (next.kind === 'reply' && next.code !== 416) return [{ kind: 'held' }];
  if (next.kind === 'closed' && answer.code !== 200)
    return [{ kind: 'not-observable', why: 'the target closes the connection behind a refusal' }];
  const expected = ['an answer to the LOGIN behind it, in the same segment: 403/DENIED'];
  return [{ kind: 'broken', clause, expected, actual: answerWords(next) }];
}

function judgeCount(
  { exactly }: Judged,
  { responses }: Extract<StepRecord, { kind: 'answer' }>,
  clause: string,
): Ruling[] {
  if (exactly === undefined || responses === undefined || responses === exactly) return [];
  return [{ kind: 'broken', clause, expected: ['one response'], actual: `${responses} responses` }];
}
