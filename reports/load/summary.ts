import autocannon from 'autocannon';
import { PassThrough } from 'node:stream';
import type { LoadResult } from '../../loadgen/result.ts';
import { autocannonResult } from './autocannon.ts';

/**
 * The tables by which autocannon sums a run up, as its own `printResult` draws them, without colours. They cannot be made
 * narrower than they are, whatever the page.
 */
export function summaryReport(result: LoadResult): string {
  // It paints for the stream that it is told; this one is no terminal.
  const text = autocannon.printResult(autocannonResult(result), { outputStream: new PassThrough() });
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  return `${lines.join('\n')}\n`;
}
