import { expect, test } from 'vitest';
import { isStatus, readStatusForm, STATUSES } from './status.ts';

test('each of the five is a status, and has the form of one', () => {
  for (const [code, status] of Object.entries(STATUSES)) {
    expect(isStatus(status)).toBe(true);
    expect(readStatusForm(status)).toEqual({ code: Number(code), name: status.slice(4) });
  }
});

test.each(['200/ok', '200/OK ', ' 200/OK', '200/OK\n', '500/ERROR', '200', ''])('%j is no status', (line) => {
  expect(isStatus(line)).toBe(false);
});

test.each(['', '200', '20/OK', '2000/OK', ' 200/OK', '200/O K', '200/OK\t', '200/OK\n', '２００/OK'])(
  '%j has not the form of a status',
  (line) => {
    expect(readStatusForm(line)).toBeUndefined();
  },
);
