import { countCodePoints } from '../../wire/code-points.ts';
import { refused } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { valueOf } from './handler.ts';
import type { Request } from './handler.ts';

/** The database's ids are its four-byte integers. */
const LARGEST_ID = 2 ** 31 - 1;

/** An id, or the refusal it earns: what is no number is malformed, and a number past every id is nobody's. */
export function idOf(request: Request, key: string): number | Answer {
  const text = valueOf(request, key);
  if (!/^\d+$/.test(text)) return refused(416, `${key} is not a number`);
  const id = Number(text);
  return id > LARGEST_ID ? refused(403, `${key} is unknown`) : id;
}

/** A message's text, or the refusal it earns. It may be empty. */
export function contentOf(request: Request): string | Answer {
  const content = valueOf(request, 'content');
  const { maxMessageLength } = request.parts.options;
  if (countCodePoints(content) > maxMessageLength)
    return refused(416, `content is longer than ${maxMessageLength} characters`);
  // PostgreSQL's text cannot hold it.
  if (content.includes('\0')) return refused(416, 'content holds a NUL');
  return content;
}
