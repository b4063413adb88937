import { expect, test } from 'vitest';
import { deliveryGate } from './delivery-gate.ts';
import { deliveryOf, type UserMail } from './delivered.ts';
import { LetterBook } from './letter-book.ts';
import { LetterScanner } from './letter-scanner.ts';

const NOTHING = {
  ...{ sent: 0, arrived: 0, lost: 0, duplicated: 0, unseen: 0 },
  ...{ refused: 0, leaked: 0, open: 0, strayed: 0 },
};

/** What user 1 has said: a message with each of these answers, a poll behind the first. */
function bookOf(answers: readonly (number | undefined)[]): LetterBook {
  const book = new LetterBook();
  answers.forEach((code, at) => {
    book.sent(true);
    book.answered(code);
    if (at > 0) return;
    book.sent(false);
    book.answered(200);
  });
  return book;
}

/** User 1 writes to user 2, who was handed out so much of number 0, 2, 3 and so on. */
function mailsOf(
  answers: readonly (number | undefined)[],
  found: Record<string, number>,
  isComplete = true,
): UserMail[] {
  const nothing = {
    fates: new Uint8Array(),
    lap: Infinity,
    found: new Map<string, number>(),
    isComplete: true,
  };
  return [
    { ...nothing, id: 1, recipientId: 2, fates: bookOf(answers).fates() },
    { ...nothing, id: 2, recipientId: 1, found: new Map(Object.entries(found)), isComplete },
  ];
}

test.each<[string, UserMail[], Partial<typeof NOTHING>, boolean]>([
  ['all arrive once', mailsOf([200, 200], { '1-0': 1, '1-2': 1 }), { sent: 2, arrived: 2 }, true],
  ['one never arrives', mailsOf([200, 200], { '1-0': 1 }), { sent: 2, arrived: 1, lost: 1 }, false],
  ['one arrives twice', mailsOf([200], { '1-0': 2 }), { sent: 1, duplicated: 1 }, false],
  [
    'a refused one arrives',
    mailsOf([200, 426], { '1-0': 1, '1-2': 1 }),
    { sent: 1, arrived: 1, refused: 1, leaked: 1 },
    false,
  ],
  ['a refused one does not', mailsOf([200, 403], { '1-0': 1 }), { sent: 1, arrived: 1, refused: 1 }, true],
  [
    'without an answer, it may',
    mailsOf([200, undefined], { '1-0': 1, '1-2': 1 }),
    { sent: 1, arrived: 1, open: 1 },
    true,
  ],
  [
    'without an answer, not twice',
    mailsOf([200, undefined], { '1-0': 1, '1-2': 2 }),
    { sent: 1, arrived: 1, open: 1, duplicated: 1 },
    false,
  ],
  [
    'the recipient was away',
    mailsOf([200, 200], { '1-0': 1 }, false),
    { sent: 2, arrived: 1, unseen: 1 },
    true,
  ],
  ['nothing is to be seen', mailsOf([200], {}, false), { sent: 1, unseen: 1 }, false],
  ['nothing is sent', mailsOf([], {}), {}, true],
  [
    'it comes to somebody else',
    mailsOf([200], { '1-0': 1, '3-0': 1 }),
    { sent: 1, arrived: 1, strayed: 1 },
    false,
  ],
  ['senders are told of their own', mailsOf([200], { '1-0': 1, '2-7': 1 }), { sent: 1, arrived: 1 }, true],
])('%s', (...[, mails, delivery, kept]) => {
  const came = deliveryOf(mails);
  expect(came).toEqual({ ...NOTHING, ...delivery });
  expect(deliveryGate(came).kept).toBe(kept);
});

test('a gate tells what is wrong', () => {
  const some = { ...NOTHING, sent: 9, arrived: 4, lost: 3, duplicated: 1, leaked: 2, strayed: 5, unseen: 1 };
  expect(deliveryGate(some).actual).toBe(
    '4 of 9 arrived once, 3 lost, 1 more than once, 2 that were refused, 5 to somebody else, 1 not to be seen',
  );
});

test('a book of any length keeps the order of answers', () => {
  const book = new LetterBook();
  for (let number = 0; number < 5000; number += 1) book.sent(number % 2 === 0);
  for (let number = 0; number < 4999; number += 1) book.answered(number < 2500 ? 200 : 426);
  expect([...book.fates().slice(2496, 2504)]).toEqual([2, 0, 2, 0, 3, 0, 3, 0]);
  expect(book.fates()).toHaveLength(5000);
});

test('a scanner finds the same wherever what comes is cut', () => {
  const text = [
    '200/OK',
    'type:new_message',
    'message:{"content":"abc123-7-00000000012 é"}',
    '200/OK',
    'message:abc123-7-00000000012',
    'type:new_message',
    '200/OK',
    '',
  ].join('\n');
  const bytes = Buffer.from(text);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const scanner = new LetterScanner('abc123');
    for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) scanner.scan(part, part.length);
    expect([...scanner.found]).toEqual([['7-12', 2]]);
    expect(scanner.changes).toBe(2);
  }
});
