import { describe, expect, test } from 'vitest';
import { caseOf, judged, message, NONCE, playedOf, polled, reply } from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { InfoForm } from './learnt.ts';

const OPTIONS = '{ sees: [{ new_message: m }], judges: [content] }';

/** The judgement on content that arrived in this information; `learnt`: how the target writes it elsewhere. */
function arrived(content: string, info: string, learnt: InfoForm = 'unknown'): Judgement {
  const record = polled([reply(200, 'type:new_message', `message:${info}`, 'message-id:5')]);
  const played = playedOf([record], [message([content], { id: '5' })]);
  return judged(caseOf(`- pro poll: ${OPTIONS}`, ['M7']), played, learnt);
}

const HOSTILE = [
  'Elle a dit "oui"',
  'a:b:c',
  'C:\\temps\\nouveau',
  'un  deux',
  'é 😀 \u0000',
  "x'); SELECT 1; --",
  '{"id":9}',
  '200/OK',
  '100 %s',
  '',
];

describe('in a JSON object', () => {
  test.each(HOSTILE)('%j is judged exactly', (content) => {
    expect(arrived(content, JSON.stringify({ id: 5, content })).verdict).toBe('pass');
    expect(arrived(content, JSON.stringify({ id: 5, content: `${content} ` })).verdict).toBe('fail');
  });

  test('what differs is told with its signs', () => {
    expect(arrived('a "b"', '{"id":5,"content":"a b"}').findings).toMatchObject([
      { clause: 'M7', expected: ['content "a \\"b\\""'], actual: 'content "a b"' },
    ]);
  });

  test('without a field that is known to be the content, is judged where no escape can be meant', () => {
    expect(arrived(`abc${NONCE}`, `{"id":5,"words":"abc${NONCE}"}`).verdict).toBe('pass');
    expect(arrived(`abc${NONCE}`, `{"id":5,"words":"ab${NONCE}"}`).verdict).toBe('fail');
    expect(arrived('a "b"', '{"id":5,"words":"a \\"b\\""}').verdict).toBe('pass');
    expect(arrived('a "b"', '[5,"a \\"b\\""]').verdict).toBe('pass');
    expect(arrived('a "b"', '{"id":5,"words":"a b"}')).toMatchObject({
      verdict: 'not-observable',
      reason:
        'no field of the message information is known to be the content, which may have been escaped in it',
    });
  });
});

describe('in any other form', () => {
  test.each(HOSTILE)('%j that stands there to the letter is unchanged', (content) => {
    expect(arrived(content, `5;3;4;${content};f`).verdict).toBe('pass');
  });

  test('letters, digits and .-_ have no reason to be escaped: what lacks is lost', () => {
    const plain = `Abc-09_x.${NONCE}`;
    expect(arrived(plain, `5;${plain}`).verdict).toBe('pass');
    expect(arrived(plain, `5;${plain.slice(0, -1)}`)).toMatchObject({ verdict: 'fail' });
  });

  test.each(HOSTILE.filter((content) => content !== ''))(
    '%j may have been escaped: not observable',
    (content) => {
      expect(arrived(content, '5;3;4;autre')).toMatchObject({
        verdict: 'not-observable',
        findings: [],
        reason: 'message information is not written as JSON, and this content may have been escaped in it',
      });
    },
  );

  test('though JSON elsewhere, is a fault: the content has broken it', () => {
    const info = '{"id":5,"content":"Elle a dit "oui""}';
    expect(arrived('Elle a dit "oui"', info, 'json')).toMatchObject({ verdict: 'fail' });
    expect(arrived('Elle a dit "oui"', info, 'text').verdict).toBe('pass');
    expect(arrived('Elle a dit "oui"', info, 'unknown').verdict).toBe('pass');
  });
});
