import type { LimiterKind } from './limiters.ts';
import type { Named } from './name-limiter.ts';

const KINDS: Readonly<Record<LimiterKind, string>> = {
  sliding: 'a sliding window',
  'first-message': 'a fixed window from a user’s first message',
  clock: 'fixed windows of a clock',
  bucket: 'a bucket of tokens',
};

/** What a limiter is, in a sentence, or that its answers leave that open. */
export function limiterWords({ kinds, limited, refused, commands }: Named): string {
  const [only, ...others] = kinds;
  if (only === undefined) return 'cannot tell: none of the usual limiters answers so';
  if (others.length > 0) return `cannot tell ${listed(kinds.map((kind) => KINDS[kind]))} apart`;
  const counted = [
    ...(isSure(commands, true) ? ['every command counts'] : []),
    ...(isSure(refused, true) && !isSure(commands, true) ? ['messages that are refused count too'] : []),
    ...(isSure(limited, true) ? ['messages answered 426 count too'] : []),
  ];
  const plain = isSure(commands, false) && isSure(refused, false);
  const what =
    counted.length > 0 ? counted : [plain ? 'only messages that are sent count' : 'what counts is not clear'];
  return `${KINDS[only]}; ${what.join(', ')}`;
}

function isSure(answers: readonly boolean[], answer: boolean): boolean {
  return answers.length === 1 && answers[0] === answer;
}

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}
