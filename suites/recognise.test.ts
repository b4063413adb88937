import { describe, expect, test } from 'vitest';
import { MEMBER, message, NONCE } from './golden/records.ts';
import { isAbout } from './recognise.ts';
import type { Change, SentMessage } from './played.ts';

const ALONE = { nonce: NONCE, others: [] };

function told(info: unknown, more: Partial<Change> = {}): Change {
  return { type: 'new_message', info: typeof info === 'string' ? info : JSON.stringify(info), ...more };
}

describe('by the id', () => {
  const sent = message([`Bonjour ${NONCE}`], { id: '5' });

  test.each<[Change, boolean]>([
    [told({ id: 5, content: 'autre' }), true],
    [told({ id: 6, content: `Bonjour ${NONCE}` }), false],
    [told('id=5;content=autre'), true],
    [told({ id: 6 }, { messageId: '5' }), true],
    [told({ id: 5 }, { messageId: '6' }), false],
    [{ type: 'message_deleted', messageId: '5' }, true],
    [{ type: 'message_deleted', messageId: '6' }, false],
    [{ type: 'message_deleted', info: '{"id":5}' }, true],
    [{ type: 'message_deleted', info: `Bonjour ${NONCE}` }, false],
    [{ type: 'message_deleted' }, false],
    [{ type: 'new_message' }, false],
  ])('%j: %s', (change, expected) => {
    expect(isAbout(change, sent, ALONE)).toBe(expected);
  });

  test('a deletion is about no message whose id nobody knows', () => {
    expect(isAbout({ type: 'message_deleted', messageId: '5' }, message(['a']), ALONE)).toBe(false);
  });
});

describe('by the content, where one of the two ids is not known', () => {
  const sent = message([`Bonjour ${NONCE}`, `Bonsoir ${NONCE}`]);

  test.each<[Change, boolean]>([
    [told({ id: 5, content: `Bonjour ${NONCE}` }), true],
    [told({ id: 5, content: `Bonsoir ${NONCE}` }), true],
    [told({ id: 5, content: 'autre' }), false],
    [told(`5;Bonjour ${NONCE};x`), true],
    [told('5;autre;x'), false],
    [told({ sender_id: MEMBER.id, content: `Bonjour ${NONCE}` }), true],
    [told({ sender_id: 77, content: `Bonjour ${NONCE}` }), false],
    [told({ sender: 'Jean', content: `Bonjour ${NONCE}` }), true],
  ])('%j: %s', (change, expected) => {
    expect(isAbout(change, sent, ALONE)).toBe(expected);
  });

  test.each([
    ['escaped for a URL', `id=5&content=Bonjour+${NONCE}`],
    ['escaped in part', `5;Bonjour%20${NONCE}`],
    ['in a field of an unknown name', JSON.stringify({ words: `Bonjour ${NONCE}` })],
  ])('%s, it is known beside other messages of the case', (_name, info) => {
    const others = [message([`Autre ${NONCE}`], { ref: 'n' })];
    expect(isAbout(told(info), sent, { nonce: NONCE, others })).toBe(true);
  });

  test('an empty content proves nothing in a text', () => {
    expect(isAbout(told('5;;x'), message(['']), ALONE)).toBe(false);
  });
});

describe('by the nonce, where the content was altered on the way', () => {
  const sent = message([`Où est-ce ${NONCE}`]);
  const altered = told({ content: `O? est-ce ${NONCE}` });
  const burst = message([`${NONCE} 0.`, `${NONCE} 1.`], { ref: 'b', codes: [200, 200] });

  test.each<[SentMessage, readonly SentMessage[], boolean]>([
    [sent, [], true],
    [sent, [message([`Autre ${NONCE}`], { ref: 'n' })], false],
    [burst, [], false],
  ])('%#: only where nothing else of the case can be meant', (of, others, expected) => {
    expect(isAbout(altered, of, { nonce: NONCE, others })).toBe(expected);
  });

  test('another case has another nonce', () => {
    expect(isAbout(told({ content: 'O? est-ce zz9' }), sent, ALONE)).toBe(false);
  });
});
