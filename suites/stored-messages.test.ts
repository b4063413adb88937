import { describe, expect, test } from 'vitest';
import { message, NONCE, row } from './golden/records.ts';
import type { StoredMessage } from './message-store.ts';
import type { SentMessage } from './played.ts';
import { attribute } from './stored-messages.ts';

const HELLO = `Bonjour ${NONCE}`;
const BYE = `Au revoir ${NONCE}`;

/** Which stored messages are which, by their ids. */
function attributed(rows: readonly StoredMessage[], ...messages: SentMessage[]): Record<string, string[]> {
  const { of, unknown } = attribute(rows, {
    messages: new Map(messages.map((each) => [each.ref, each])),
    nonce: NONCE,
  });
  const idsOf = (list: readonly StoredMessage[]): string[] => list.map(({ id }) => id);
  const owned = messages.map(({ ref }): [string, string[]] => [ref, idsOf(of(ref))]);
  return { ...Object.fromEntries(owned), unknown: idsOf(unknown) };
}

const a = message([HELLO], { ref: 'a' });
const b = message([BYE], { ref: 'b' });

describe('stored messages are told apart', () => {
  test('by their content', () => {
    const rows = [row(BYE, { id: '1' }), row(HELLO, { id: '2' }), row('autre', { id: '3' })];
    expect(attributed(rows, a, b)).toEqual({ a: ['2'], b: ['1'], unknown: ['3'] });
  });

  test('by their content, whoever is said to have sent them', () => {
    expect(attributed([row(HELLO, { sender: '0', recipient: '' })], a)).toEqual({ a: ['5'], unknown: [] });
  });

  test('by their id, where several have the same content', () => {
    const rows = [row(HELLO, { id: '1' }), row(HELLO, { id: '2' })];
    const twin = message([HELLO], { ref: 'b', id: '1' });
    expect(attributed(rows, a, twin)).toEqual({ a: ['2'], b: ['1'], unknown: [] });
  });

  test('one for each message of the same content, before any gets two', () => {
    const rows = ['1', '2', '3'].map((id) => row(HELLO, { id }));
    const twin = message([HELLO], { ref: 'b' });
    expect(attributed(rows, a, twin)).toEqual({ a: ['1'], b: ['2', '3'], unknown: [] });
  });

  test('by an earlier or a later content of the same message', () => {
    const updated = message([HELLO, BYE], { ref: 'a', id: '5' });
    expect(attributed([row(HELLO)], updated)).toEqual({ a: ['5'], unknown: [] });
    expect(attributed([row(BYE)], updated)).toEqual({ a: ['5'], unknown: [] });
  });

  test('an id does not go before the content of another: numbers of two kinds may meet', () => {
    const numbered = message([HELLO], { ref: 'a', id: '2' });
    const rows = [row(HELLO, { id: '1' }), row(BYE, { id: '2' })];
    expect(attributed(rows, numbered, b)).toEqual({ a: ['1'], b: ['2'], unknown: [] });
  });
});

describe('content in a form of the target’s own is told', () => {
  test('by the id', () => {
    expect(attributed([row('Qm9uam91cg==')], message([HELLO], { ref: 'a', id: '5' }), b)).toEqual({
      a: ['5'],
      b: [],
      unknown: [],
    });
  });

  test('by the nonce, where only one message is not found', () => {
    const escaped = row(`Bonjour&nbsp;${NONCE}`, { id: '9' });
    expect(attributed([escaped, row(BYE)], a, b)).toEqual({ a: ['9'], b: ['5'], unknown: [] });
    expect(attributed([escaped], a, b)).toEqual({ a: [], b: [], unknown: ['9'] });
  });

  test('by sender and recipient, where only one message that was accepted is not found', () => {
    const encrypted = row('x8s7d6f', { id: '9' });
    const refused = message([BYE], { ref: 'b', codes: [403] });
    expect(attributed([encrypted], a, refused)).toEqual({ a: ['9'], b: [], unknown: [] });
    expect(attributed([encrypted, row('pl2k3j', { id: '10' })], a, refused).unknown).toEqual(['9', '10']);
    expect(attributed([row('x8s7d6f', { sender: '77' })], a).unknown).toEqual(['5']);
  });
});

test('a burst is one message of many contents', () => {
  const contents = [`${NONCE} 0.`, `${NONCE} 1.`, `${NONCE} 2.`];
  const rows = contents.map((content, index) => row(content, { id: String(index) }));
  const burst = message(contents, { ref: 'a', codes: [200, 200, 426] });
  expect(attributed(rows, burst)).toEqual({ a: ['0', '1', '2'], unknown: [] });
});
