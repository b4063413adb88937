import type { Alternative, OutcomePattern } from '../spec/case-schema.ts';
import { STATUSES } from '../wire/status.ts';
import type { Answer } from './played.ts';

/** An expectation's alternative, written out. */
export type WrittenAlternative = Exclude<Alternative, string | number>;

/**
 * What an expectation accepts, in words for a report. A general pattern does not hold what an earlier alternative took
 * out of it: `any of the five statuses but 401/UNAUTH`.
 */
export function expectedWords(alternatives: readonly WrittenAlternative[]): string[] {
  return alternatives.flatMap(({ is, verdict }, index) => {
    if (verdict !== 'pass') return [];
    const earlier = alternatives.slice(0, index).filter((other) => other.verdict !== 'pass');
    const taken = earlier.map((other) => other.is).filter((other) => covers(is, other));
    const { words, but } = patternWords(is);
    const without = [...but, ...taken.map((other) => patternWords(other).words)];
    return [without.length === 0 ? words : `${words} but ${without.join(' and ')}`];
  });
}

/** Whether all that matches `special` would match `general` too. */
function covers(general: OutcomePattern, special: OutcomePattern): boolean {
  switch (general) {
    case 'anything':
      return special !== 'anything';
    case 'reply':
      return typeof special === 'number';
    case 'refusal':
      return typeof special === 'number' && special !== 200;
    case 'close':
    case 'silence':
    case 200:
    case 401:
    case 403:
    case 416:
    case 426:
      return false;
  }
}

/** What a pattern accepts, in words for a report, and what of that it does not. */
function patternWords(pattern: OutcomePattern): { words: string; but: readonly string[] } {
  switch (pattern) {
    case 'close':
      return { words: 'the connection closes', but: [] };
    case 'silence':
      return { words: 'no answer', but: [] };
    case 'refusal':
      return { words: 'any status', but: [STATUSES[200]] };
    case 'reply':
      return { words: 'any of the five statuses', but: [] };
    case 'anything':
      return { words: 'anything', but: ['garbage'] };
    case 200:
    case 401:
    case 403:
    case 416:
    case 426:
      return { words: STATUSES[pattern], but: [] };
  }
}

/** What came, in words for a report. */
export function answerWords(answer: Answer): string {
  switch (answer.kind) {
    case 'reply':
      return answer.line;
    case 'closed':
      return answer.how === 'end'
        ? 'the connection was closed, without an answer'
        : 'the connection was reset, without an answer';
    case 'silence':
      return `no answer within ${answer.forMs} ms`;
    case 'garbage':
      return `no status line, but ${JSON.stringify(answer.lines[0] ?? '').slice(0, 80)}`;
    case 'flood':
      return 'more bytes than any answer has: reading was stopped';
    case 'unreachable':
      return `no connection: ${answer.reason}`;
  }
}

/** A status as it is spelled; one that is none of the five, by its code alone. */
export function statusWords(code: number): string {
  return Object.values(STATUSES).find((status) => status.startsWith(`${code}/`)) ?? String(code);
}

/** Whether an answer is what a pattern accepts. Garbage, a flood and a connection that cannot be had match none. */
export function matchesPattern(answer: Answer, pattern: OutcomePattern): boolean {
  switch (answer.kind) {
    case 'reply':
      if (pattern === 'anything') return true;
      if (pattern === 'reply') return Object.keys(STATUSES).includes(String(answer.code));
      if (pattern === 'refusal')
        return answer.code !== 200 && Object.keys(STATUSES).includes(String(answer.code));
      return pattern === answer.code;
    case 'closed':
      return pattern === 'close' || pattern === 'anything';
    case 'silence':
      return pattern === 'silence' || pattern === 'anything';
    case 'garbage':
    case 'flood':
    case 'unreachable':
      return false;
  }
}

/** The keys of an `observe` that fit an answer, the most telling first. */
export function observationKeys(answer: Answer): string[] {
  if (answer.kind === 'closed') return ['close', 'anything'];
  if (answer.kind === 'silence') return ['silence', 'anything'];
  if (answer.kind !== 'reply') return [];
  return [String(answer.code), ...(answer.code === 200 ? [] : ['refusal']), 'reply', 'anything'];
}
