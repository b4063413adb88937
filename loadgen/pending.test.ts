import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pending } from './pending.ts';

test('commands are answered in the order they came, whatever comes between', () => {
  const step = fc.constantFrom('add' as const, 'add' as const, 'send' as const, 'answer' as const);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const pending = new Pending();
      const waiting: number[] = [];
      const onTheirWay: { intendedMs: number; sentMs: number; kind: 'send' | 'poll' }[] = [];
      for (const [at, what] of steps.entries()) {
        if (what === 'add') {
          expect(pending.add(at)).toBe(true);
          waiting.push(at);
        } else if (what === 'send' && waiting.length > 0) {
          const kind = at % 2 === 0 ? 'send' : 'poll';
          expect(pending.nextIntendedMs).toBe(waiting[0]);
          pending.send(kind, at + 0.5);
          onTheirWay.push({ intendedMs: waiting.shift() ?? -1, sentMs: at + 0.5, kind });
        } else if (what === 'answer' && onTheirWay.length > 0) {
          const { intendedMs, sentMs, kind } = pending;
          expect({ intendedMs, sentMs, kind }).toEqual(onTheirWay.shift());
          pending.answer();
        }
        expect([pending.onTheirWay, pending.waiting]).toEqual([onTheirWay.length, waiting.length]);
      }
    }),
  );
});

test('takes no more than a bounded number, and what it took stays', () => {
  const pending = new Pending();
  let taken = 0;
  while (pending.add(taken)) taken += 1;
  expect(taken).toBe(2 ** 16);
  pending.send('send', 1);
  expect(pending.intendedMs).toBe(0);
  pending.answer();
  expect(pending.add(-1)).toBe(true);
  expect(pending.nextIntendedMs).toBe(1);
});

test('gives up what waits once nothing is on its way', () => {
  const pending = new Pending();
  pending.add(1);
  pending.add(2);
  pending.giveUp();
  expect([pending.waiting, pending.nextIntendedMs]).toEqual([1, 2]);
});
