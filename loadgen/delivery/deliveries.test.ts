import { expect, test } from 'vitest';
import { countDeliveries, type Deliveries } from './deliveries.ts';

function count(...lines: string[]): Deliveries {
  const found: Deliveries = new Map();
  countDeliveries(lines, 'abc123', found);
  return found;
}

const STAMP = 'abc123-7-00000000012';

test.each<[string, string[], [string, number][]]>([
  ['a message', [`message:{"content":"${STAMP} is what"}`], [['7-12', 1]]],
  [
    'a message that tells its content twice',
    [`message:{"content":"${STAMP}","preview":"${STAMP}"}`],
    [['7-12', 1]],
  ],
  ['the same message in two lines', [`message:${STAMP}`, `message:${STAMP}`], [['7-12', 2]]],
  [
    'an array of messages',
    [`message:[{"c":"${STAMP}"},{"c":"${STAMP}"},{"c":"abc123-8-00000000001"}]`],
    [
      ['7-12', 2],
      ['8-1', 1],
    ],
  ],
  ['an array that is none', [`message:[{"c":"${STAMP}"`], [['7-12', 1]]],
  ['the message of another run', ['message:xyz123-7-00000000012'], []],
  ['lines that are no message', [`type:new_message`, `echo:${STAMP}`], []],
])('%s', (_, lines, found) => {
  expect([...count(...lines)]).toEqual(found);
});
