import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInfo, type MessageInfo } from './message-info.ts';

const ENDS = { id: '5', sender: '3', recipient: '4' };

describe('a JSON object', () => {
  test.each<[unknown, Omit<MessageInfo, 'form'>]>([
    [
      { id: 5, sender_id: 3, receiver_id: 4, content: 'Salut' },
      { ...ENDS, content: 'Salut' },
    ],
    [{ id: '5', sender_id: ' 3 ', receiver_id: '4' }, ENDS],
    [
      { messageId: 5, senderId: 3, recipientId: 4, text: 'Salut' },
      { ...ENDS, content: 'Salut' },
    ],
    [{ 'message-id': 5, 'sender-id': 3, 'recipient-id': 4 }, ENDS],
    [
      { ID: 5, SenderID: 3, ReceiverID: 4, Content: 'Salut' },
      { ...ENDS, content: 'Salut' },
    ],
    [
      { id_message: 5, from: 3, to: 4, message: 'Salut' },
      { ...ENDS, content: 'Salut' },
    ],
    [
      { sender: 3, receiver: 4, contenu: 'Salut' },
      { sender: '3', recipient: '4', content: 'Salut' },
    ],
    [
      { identifiant: 9, expéditeur: 3, destinataire: 4, texte: 'Salut' },
      { sender: '3', recipient: '4', content: 'Salut' },
    ],
    [{ message: { id: 5, sender_id: 3, receiver_id: 4, content: 'Salut' } }, { ...ENDS, content: 'Salut' }],
    [{ content: '' }, { content: '' }],
    [{ content: 42 }, { content: '42' }],
    [{ content: 'content', message: 'message' }, { content: 'content' }],
    [{}, {}],
  ])('%j', (fields, expected) => {
    expect(readInfo(JSON.stringify(fields))).toEqual({ form: 'json', ...expected });
  });

  test('tells what its escapes mean', () => {
    const info = String.raw`{"content":"Elle a dit \"oui\" \\ \/ \u00e9 \ud83d\ude00 \n\t"}`;
    expect(readInfo(info).content).toBe('Elle a dit "oui" \\ / é 😀 \n\t');
  });

  test('may name users by their names: no ids are read then', () => {
    const info = { id: null, sender: 'Jean', sender_id: 3, recipient: { id: 4 }, content: null };
    expect(readInfo(JSON.stringify(info))).toEqual({ form: 'json', sender: '3' });
  });

  test('may have an id of its own beside that of the message', () => {
    expect(readInfo('{"id":77,"message_id":5}').id).toBe('5');
  });

  test('may hold keys that mean something to JavaScript', () => {
    expect(readInfo('{"__proto__":{"id":5},"constructor":1,"content":"x"}')).toEqual({
      form: 'json',
      content: 'x',
    });
  });

  test.each(['[]', '[{"id":5}]', '5', '"id:5"', 'null', 'true', '', '{"id":5'])('%j is none', (info) => {
    expect(readInfo(info).form).toBe('text');
  });
});

describe('pairs of names and values', () => {
  test.each([
    'id=5;sender_id=3;receiver_id=4;content=Salut',
    'id:5,sender_id:3,receiver_id:4,content:Salut',
    'id:5, sender-id: 3, recipient-id: 4',
    'id = 5 & senderId = 3 & recipientId = 4',
    '{id: 5, sender: \'3\', receiver: "4"}',
    'Message(id=5, sender_id=3, receiver_id=4)',
    'message_id:5|from:3|to:4',
    'ID:5\tSENDER_ID:3\tRECEIVER_ID:4',
    '{"id":5,"sender_id":3,"receiver_id":4,"content":"Elle a dit "oui""}',
    'id:5;sender:Jean;sender_id:3;receiver_id:4',
    'content:Salut id;id:5;sender_id:3;receiver_id:4',
  ])('%s', (info) => {
    expect(readInfo(info)).toEqual({ form: 'text', ...ENDS });
  });

  test('that say different things say nothing: one may stand in the content', () => {
    const info = 'id:5,sender_id:3,receiver_id:4,content:token:abc id:9 sender_id:3';
    expect(readInfo(info)).toEqual({ form: 'text', sender: '3', recipient: '4' });
  });

  test.each([
    'video:5',
    'paid:5',
    'id:five',
    'id',
    'id:',
    'id:-5',
    'identity:5',
    '12:30 à la gare',
    'rendez-vous: 12:30',
  ])('%s tells no id', (info) => {
    expect(readInfo(info)).toEqual({ form: 'text' });
  });
});

describe('the columns of the table', () => {
  test.each([
    '5;2025-01-31 10:00:00;;3;4;f;f;Salut',
    '5,2025-01-31 10:00:00,,3,4,false,true,Salut, à demain',
    '5|2025-01-31|2025-02-01|3|4|0|0|a|b|c',
    '5\t2025-01-31\t\\N\t3\t4\tf\tf\tSalut; ça va ?',
    ' 5 ; 2025-01-31 ; ; 3 ; 4 ; f ; f ; ',
    '(5,"2025-01-31 10:00:00",,3,4,f,f,Salut)',
    '[5,"2025-01-31",null,3,4,false,false,"Salut"]',
  ])('%j', (info) => {
    expect(readInfo(info)).toEqual({ form: 'text', ...ENDS });
  });

  test.each([
    '5;2025-01-31;;3;4;f;f',
    'Salut;2025-01-31;;3;4;f;f;x',
    '5;2025-01-31;;Jean;4;f;f;x',
    '5;2025-01-31;;3;;f;f;x',
    '5 2025-01-31 - 3 4 f f Salut',
    '12;30;45;Salut',
  ])('%j are others', (info) => {
    expect(readInfo(info)).toEqual({ form: 'text' });
  });
});

describe('any text', () => {
  test('is read without a throw, and only numbers are ids', () => {
    const pieces = fc.constantFrom(
      'id',
      'sender_id',
      '=',
      ':',
      ';',
      ',',
      '"',
      '{',
      '}',
      '[',
      ' ',
      '5',
      '42',
      'é',
      '😀',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((list) => list.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (info) => {
        const { id = '0', sender = '0', recipient = '0' } = readInfo(info);
        expect([id, sender, recipient].every((each) => /^\d+$/.test(each))).toBe(true);
      }),
    );
  });

  test('written as JSON is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (content, id) => {
        expect(readInfo(JSON.stringify({ id, content }))).toEqual({ form: 'json', id: String(id), content });
      }),
    );
  });

  /** As long as a line may be: with time that grows with the square of it, none of these would come to an end. */
  test.each([
    'a',
    ' ',
    '5',
    'id',
    'id ',
    'id:',
    'id=5;',
    ';',
    '"',
    '"id"',
    '[',
    '(',
    '{"id":',
    '5;',
    'a-b_',
    ' id:5 5',
  ])('a megabyte of %j is read in time', (piece) => {
    const info = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(readInfo(info).form).toBe('text');
  });
});
