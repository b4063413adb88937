import { expect, test } from 'vitest';
import { caseOf, judged, message, NONCE, playedOf, polled, reply } from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { InfoForm } from './learnt.ts';
import { UNREADABLE } from './unreadable.ts';

const BASE64 = Buffer.from(`5;Bonjour ${NONCE}`).toString('base64');

/** The judgement on a message that is looked for, where this information came. */
function told(info: string, form: InfoForm, type = 'new_message'): Judgement {
  const record = polled([reply(200, `type:${type}`, `message:${info}`), reply(200)]);
  const played = playedOf([record], [message([`Bonjour ${NONCE}`])]);
  return judged(caseOf('- pro poll: { sees: [{ new_message: m }] }', ['M2']), played, form);
}

test('information that nobody can read may be about the message', () => {
  expect(told(BASE64, 'unreadable')).toMatchObject({ verdict: 'not-observable', reason: UNREADABLE });
});

test.each<[string, Judgement]>([
  ['where other information was readable', told(BASE64, 'text')],
  ['of another type', told(BASE64, 'unreadable', 'message_updated')],
  ['too short to hold the content', told('Qm9u', 'unreadable')],
])('it is not, %s', (_name, { verdict }) => {
  expect(verdict).toBe('fail');
});
