import { readInfo } from './message-info.ts';
import { jsonTextsOf } from './readings.ts';
import type { Judging, Ruling } from './ruling.ts';

/** Characters that no way of writing information in one line has a reason to escape. */
const PLAIN = /^[A-Za-z0-9._-]*$/;

/**
 * Whether content arrived unchanged (M7). A JSON object with a field for it says so exactly. In any other form content
 * that stands there to the letter is unchanged; what does not may have been escaped, which is not observable, unless
 * it holds nothing that would be.
 */
export function judgeContent(
  info: string,
  expected: string,
  { clause, info: form }: Judging & { clause: string },
): Ruling {
  const read = readInfo(info);
  const broken = (actual: string): Ruling => ({
    kind: 'broken',
    clause,
    expected: [`content ${JSON.stringify(expected)}`],
    actual,
  });
  if (read.form === 'json' && read.content !== undefined)
    return read.content === expected ? { kind: 'held' } : broken(`content ${JSON.stringify(read.content)}`);
  if (read.form === 'text' && form === 'json')
    return broken(`information that is no JSON here, though it is elsewhere: ${info}`);
  if (info.includes(expected)) return { kind: 'held' };
  if (jsonTextsOf(info)?.includes(expected) === true) return { kind: 'held' };
  if (PLAIN.test(expected)) return broken(info);
  const why =
    read.form === 'json'
      ? 'no field of the message information is known to be the content, which may have been escaped in it'
      : 'message information is not written as JSON, and this content may have been escaped in it';
  return { kind: 'not-observable', why };
}
