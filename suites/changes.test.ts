import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesIn, isUnfinished } from './changes.ts';
import { reply } from './golden/records.ts';
import type { Change } from './played.ts';

/** The changes in a 200 with these data lines. */
function changes(...lines: string[]): Change[] {
  return changesIn(reply(200, ...lines));
}

const NEW = { type: 'new_message' };

describe('one change', () => {
  test.each<[string[], Change[]]>([
    [[], []],
    [['message:Rien de neuf'], []],
    [['type:new_message', 'message:{"id":5}'], [{ ...NEW, info: '{"id":5}' }]],
    [['type: message_updated ', 'message: a:b '], [{ type: 'message_updated', info: ' a:b ' }]],
    [['type:message_deleted', 'message-id: 5 '], [{ type: 'message_deleted', messageId: '5' }]],
    [['type:surprise', 'message:{"id":5}'], [{ type: 'surprise', info: '{"id":5}' }]],
    [['type:surprise', 'message-id:5'], []],
  ])('%j', (lines, expected) => {
    expect(changes(...lines)).toEqual(expected);
  });

  test('has its id in a line of its own, in front of the information or behind it', () => {
    const expected = [{ ...NEW, info: 'x', messageId: '5' }];
    expect(changes('type:new_message', 'message-id:5', 'message:x')).toEqual(expected);
    expect(changes('type:new_message', 'message:x', 'message-id:5')).toEqual(expected);
  });

  test('stands behind its type or in front of it, further lines apart', () => {
    const expected = [{ ...NEW, info: 'x', messageId: '5' }];
    expect(changes('message:x', 'message-id:5', 'type:new_message')).toEqual(expected);
    expect(changes('message:x', 'type:new_message', 'message-id:5', 'date:now')).not.toEqual(expected);
    expect(changes('message:Il y a du neuf', 'type:new_message', 'message:x')).toEqual([
      { ...NEW, info: 'x' },
    ]);
    expect(changes('count:1', 'type:new_message', 'date:now', 'message:x')).toEqual([{ ...NEW, info: 'x' }]);
  });

  test('that is a deletion is told by its id; a message beside it is a text for people', () => {
    const expected = [{ type: 'message_deleted', messageId: '5' }];
    expect(changes('type:message_deleted', 'message:Un message a été supprimé', 'message-id:5')).toEqual(
      expected,
    );
    expect(changes('type:message_deleted', 'message-id:5', 'message:{"id":5}')).toEqual(expected);
    expect(changes('type:message_deleted', 'message:{"id":5}')).toEqual([
      { type: 'message_deleted', info: '{"id":5}' },
    ]);
  });
});

describe('several changes in one reply', () => {
  test('each with its type, whatever the order of its lines', () => {
    const lines = [
      ['type:new_message', 'message:x'],
      ['type:message_deleted', 'message-id:5'],
      ['type:message_updated', 'message:y', 'message-id:6'],
    ];
    const expected = [
      { ...NEW, info: 'x' },
      { type: 'message_deleted', messageId: '5' },
      { type: 'message_updated', info: 'y', messageId: '6' },
    ];
    expect(changes(...lines.flat())).toEqual(expected);
    expect(changes(...lines.flatMap((each) => each.toReversed()))).toEqual(expected);
  });

  test('with one type, each with its id or without', () => {
    const expected = [
      { ...NEW, info: 'x', messageId: '5' },
      { ...NEW, info: 'y', messageId: '6' },
    ];
    expect(changes('type:new_message', 'message-id:5', 'message:x', 'message-id:6', 'message:y')).toEqual(
      expected,
    );
    expect(changes('type:new_message', 'message:x', 'message-id:5', 'message:y', 'message-id:6')).toEqual(
      expected,
    );
    expect(changes('type:new_message', 'message:x', 'message:y')).toEqual([
      { ...NEW, info: 'x' },
      { ...NEW, info: 'y' },
    ]);
  });

  test('an id that may belong to any of them belongs to none', () => {
    expect(changes('type:new_message', 'message:x', 'message:y', 'message-id:6')).toEqual([
      { ...NEW, info: 'x' },
      { ...NEW, info: 'y' },
    ]);
  });

  test('as a JSON array of objects', () => {
    expect(changes('type:new_message', 'message: [{"id":5},{"id":6,"content":"[]"}]')).toEqual([
      { ...NEW, info: '{"id":5}' },
      { ...NEW, info: '{"id":6,"content":"[]"}' },
    ]);
  });

  test.each(['[]', '[5,6,"x"]', '["x"]', '[{"id":5},7]', '[{"id":5}', '[bonjour]', '[[{}]]'])(
    '%s is no array of objects, but one information',
    (info) => {
      expect(changes('type:new_message', `message:${info}`)).toEqual([{ ...NEW, info }]);
    },
  );

  test('several deletions, by their ids', () => {
    expect(changes('type:message_deleted', 'message-id:5', 'message-id:6')).toHaveLength(2);
  });
});

describe('a reply that is still growing', () => {
  test.each<[string[], boolean]>([
    [[], false],
    [['type:surprise'], false],
    [['type:new_message'], true],
    [['type:message_deleted'], true],
    [['type:new_message', 'message-id:5'], true],
    [['type:new_message', 'message:x'], false],
    [['type:message_deleted', 'message-id:5'], false],
    [['message:x', 'type:new_message'], false],
    [['type:new_message', 'message:x', 'type:new_message'], true],
    [['type:new_message', 'message:x', 'type:message_deleted', 'message:y'], false],
  ])('%j is unfinished: %s', (lines, expected) => {
    expect(isUnfinished(reply(200, ...lines))).toBe(expected);
  });
});

describe('any lines at all', () => {
  const lines = fc.array(
    fc.record({ key: fc.constantFrom('type', 'message', 'message-id', 'other'), value: fc.string() }),
  );

  test('never throw, and give a change at most for each line', () => {
    fc.assert(
      fc.property(lines, (data) => {
        const all = changesIn({ ...reply(200), data });
        const told = data.filter(({ key }) => key === 'message' || key === 'message-id');
        expect(all.length).toBeLessThanOrEqual(told.length);
        isUnfinished({ ...reply(200), data });
      }),
    );
  });

  test('are left as they are', () => {
    const fixed = reply(200, 'message:x', 'type:new_message', 'message:y', 'type:new_message');
    const before = structuredClone(fixed);
    changesIn(fixed);
    expect(fixed).toEqual(before);
  });

  test('however deep, however many', () => {
    const deep = `[{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
    expect(changes('type:new_message', `message:${deep}`)).toHaveLength(1);
    const data = Array.from({ length: 100_000 }, (_, index) => ({ key: 'message', value: String(index) }));
    const many = { ...reply(200), data: [{ key: 'type', value: 'new_message' }, ...data] };
    expect(changesIn(many)).toHaveLength(100_000);
  });
});
