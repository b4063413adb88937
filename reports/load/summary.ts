import autocannon from 'autocannon';
import { PassThrough } from 'node:stream';
import type { LoadResult } from '../../loadgen/result.ts';
import { columnsOf } from '../columns.ts';
import type { Page } from '../page.ts';
import { autocannonResult } from './autocannon.ts';

/**
 * The tables by which autocannon sums a run up, as its own `printResult` draws them. They cannot be made narrower: on a
 * page without room for them there are none.
 */
export function summary(result: LoadResult, { width }: Page): string[] {
  // It paints for the stream that it is told; this one is no terminal.
  const text = autocannon.printResult(autocannonResult(result), { outputStream: new PassThrough() });
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  return lines.some((line) => columnsOf(line) > width) ? [] : lines;
}
