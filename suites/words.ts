import type { OutcomePattern } from '../spec/case-schema.ts';
import { STATUSES } from '../wire/status.ts';
import type { Answer } from './played.ts';

/** What a pattern accepts, in words for a report. */
export function patternWords(pattern: OutcomePattern): string {
  switch (pattern) {
    case 'close':
      return 'the connection closes';
    case 'silence':
      return 'no answer';
    case 'refusal':
      return 'any status but 200/OK';
    case 'reply':
      return 'any of the five statuses';
    case 'anything':
      return 'anything';
    case 200:
    case 401:
    case 403:
    case 416:
    case 426:
      return STATUSES[pattern];
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
      return 'a flood: reading was stopped';
    case 'unreachable':
      return `no connection: ${answer.reason}`;
  }
}

export function matchesPattern(answer: Answer, pattern: OutcomePattern): boolean {
  if (pattern === 'anything') return answer.kind !== 'garbage' && answer.kind !== 'flood';
  switch (answer.kind) {
    case 'reply':
      if (pattern === 'reply') return Object.keys(STATUSES).includes(String(answer.code));
      if (pattern === 'refusal')
        return answer.code !== 200 && Object.keys(STATUSES).includes(String(answer.code));
      return pattern === answer.code;
    case 'closed':
      return pattern === 'close';
    case 'silence':
      return pattern === 'silence';
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
