import { printable } from '../printable.ts';

/** What Markdown, as GitHub reads it, gives a meaning to in the middle of a line. */
const MEANINGFUL = /[\\`*_[\]<>#|~&@$!]|:(?=\/\/)|(?<=www)\./gi;

/** Our own words, with what they put between backticks as code, and with nothing else that Markdown would act on. */
export function prose(text: string): string {
  const parts = text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : plain(part))).join('');
}

function plain(text: string): string {
  return printable(text).replace(MEANINGFUL, '\\$&');
}

/** A text as code within a line; no text can end it early. */
export function codeSpan(text: string): string {
  const shown = printable(text);
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One space at each side is taken away again, and keeps a backtick of the text from the fence.
  const room = /^`|`$|^ .*\S.* $|^\s*$/.test(shown) ? ' ' : '';
  return `${fence}${room}${shown}${room}${fence}`;
}

/** Lines as a block of code; no line can end it early. */
export function codeBlock(lines: readonly string[]): string[] {
  const shown = lines.map(printable);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...shown, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
