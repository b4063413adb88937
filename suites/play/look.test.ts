import { describe, expect, test } from 'vitest';
import { parseStep, type Step } from '../../spec/step.ts';
import { fakeStore, type FakeStore, type Kept } from '../golden/fake-store.ts';
import { caseOf, MEMBER, message, NONCE, PRO, row } from '../golden/records.ts';
import { caseContext, runContext } from '../golden/run-context.ts';
import type { SentMessage } from '../played.ts';
import type { CaseContext } from './context.ts';
import { learnIds } from './learn-ids.ts';
import { playLook, type LookRecord } from './look.ts';
import { openView } from './view.ts';

const HELLO = `Bonjour ${NONCE}`;
const accounts = { member: { ...MEMBER, role: 'member' }, pro: { ...PRO, role: 'pro' } } as const;
const NO_ANSWER_MS = 120;

interface Scene {
  readonly context: CaseContext;
  readonly store: FakeStore;
  readonly notes: () => string[];
}

/** A case that has sent these messages, on a target whose database shows this. */
async function scene(kept: Kept, messages: readonly SentMessage[] = [message([HELLO])]): Promise<Scene> {
  const store = fakeStore(kept);
  const run = {
    ...runContext({ accounts: Object.values(accounts), timing: { answerMs: NO_ANSWER_MS } }),
    sight: { kind: 'open', store } as const,
  };
  const lent = new Map(Object.entries(accounts));
  const of = caseOf(
    '- member SEND_MSG: { to: pro, content: x, as: m, expect: 200 }\n- guest look: { stored: [m] }',
  );
  const context = { ...caseContext(run, accounts), view: await openView(of, lent, run) };
  for (const each of messages) context.messages.sent(each);
  return { context, store, notes: () => context.transcript.render((text) => text).map(({ text }) => text) };
}

function look(options: object, { context }: Scene): Promise<LookRecord> {
  const step = parseStep({ 'guest look': options });
  if (step.kind !== 'look') throw new Error('not a look');
  return playLook(step, context);
}

describe('a look', () => {
  test('asks for the messages of the case’s users, but for those that were there before', async () => {
    const played = await scene({ looks: [[row(HELLO)]], before: ['1', '2'] });
    expect(await look({ stored: ['m'] }, played)).toMatchObject({ kind: 'look', rows: [{ id: '5' }] });
    expect(played.store.asked).toEqual([{ users: [MEMBER.id, PRO.id], text: NONCE, except: ['1', '2'] }]);
    expect(played.notes()).toEqual([`message 5 from 3 to 4, "${HELLO}"`]);
  });

  test('waits for what is stored later', async () => {
    const played = await scene({ looks: [[], [], [row(HELLO)]] });
    expect(await look({ stored: ['m'] }, played)).toMatchObject({ kind: 'look', rows: [{ id: '5' }] });
    expect(played.store.asked).toHaveLength(3);
  });

  test('waits for an update, and for a deletion', async () => {
    const updated = await scene({ looks: [[row(HELLO)], [row('Au revoir')]] }, [
      message([HELLO, 'Au revoir']),
    ]);
    await look({ stored: [{ message: 'm', content: 'Au revoir' }] }, updated);
    expect(updated.store.asked).toHaveLength(2);

    const deleted = await scene({ looks: [[row(HELLO)], [row(HELLO)], []] });
    await look({ stored: ['m'] }, deleted);
    expect(await look({ deleted: ['m'] }, deleted)).toMatchObject({ rows: [] });
    expect(deleted.store.asked).toHaveLength(3);
  });

  test('waits no longer than for an answer', async () => {
    const played = await scene({ looks: [[]] });
    const record = await look({ stored: ['m'] }, played);
    expect(record).toMatchObject({ kind: 'look', rows: [] });
    if (record.kind === 'look') expect(record.forMs).toBeGreaterThanOrEqual(NO_ANSWER_MS);
    expect(played.notes()).toEqual(['no new message']);
  });

  test.each([{ missing: ['m'] }, { stored: ['m'], once: true }])(
    'looks again after a gap for %j',
    async (options) => {
      const late = [row(HELLO), row(HELLO, { id: '6' })];
      const played = await scene({ looks: [[row(HELLO)], late] });
      expect(await look(options, played)).toMatchObject({ rows: late });
      expect(played.store.asked).toHaveLength(2);
    },
  );

  test('says why nothing can be seen', async () => {
    const lost = await scene({ looks: [{ kind: 'unseen', why: 'the database has gone' }] });
    expect(await look({ stored: ['m'] }, lost)).toEqual({ kind: 'impossible', why: 'the database has gone' });
    const blind = await scene({ looks: [[]] });
    const context: CaseContext = { ...blind.context, view: { kind: 'unseen', why: 'none was named' } };
    expect(await look({ stored: ['m'] }, { ...blind, context })).toEqual({
      kind: 'impossible',
      why: 'none was named',
    });
  });

  test('shows few of many messages in the wire log', async () => {
    const rows = ['1', '2', '3', '4', '5', '6'].map((id) => row(id, { id }));
    const played = await scene({ looks: [rows] });
    await look({ missing: ['m'] }, played);
    expect(played.notes().join('')).toMatch(/^message 1 .*; message 4 from 3 to 4, "4"; and 2 more$/);
  });
});

describe('whether messages are kept there', () => {
  test('shows with the first that is found', async () => {
    const played = await scene({ looks: [[row(HELLO)]], doubt: 'elsewhere' });
    expect(await look({ stored: ['m'] }, played)).not.toHaveProperty('doubt');
    expect(played.context.learnt.kept).toEqual({ kind: 'shown' });
  });

  test('is doubted until then, and remembered', async () => {
    const played = await scene({ looks: [[]], doubt: 'elsewhere' });
    expect(await look({ missing: ['m'] }, played)).toMatchObject({ doubt: 'elsewhere' });
    expect(played.context.learnt.kept).toEqual({ kind: 'elsewhere', why: 'elsewhere' });
  });

  test('is doubted no more once one was found', async () => {
    const played = await scene({ looks: [[]], doubt: 'elsewhere' });
    played.context.learnt.kept = { kind: 'shown' };
    expect(await look({ missing: ['m'] }, played)).not.toHaveProperty('doubt');
  });
});

describe('an id that nobody tells', () => {
  const update: Step = parseStep({ 'member UPDT_MSG': { message: 'm', content: 'y' } });

  test('is learnt from the database, as soon as the message is there', async () => {
    const { context } = await scene({ looks: [[], [row(HELLO, { id: '17' })]] });
    await learnIds(update, context);
    expect(context.messages.get('m')?.id).toBe('17');
  });

  test('is learnt for a placeholder too', async () => {
    const { context } = await scene({ looks: [[row(HELLO, { id: '17' })]] });
    await learnIds(parseStep({ 'guest write': { bytes: 'message-id:{m.id}\n' } }), context);
    expect(context.messages.get('m')?.id).toBe('17');
  });

  test('is learnt by a look that finds the message', async () => {
    const played = await scene({ looks: [[row(HELLO, { id: '17' })]] });
    await look({ stored: ['m'] }, played);
    expect(played.context.messages.get('m')?.id).toBe('17');
  });

  test('stays unknown where the message is not found, or was refused', async () => {
    const lost = await scene({ looks: [[]] });
    await learnIds(update, lost.context);
    expect(lost.context.messages.get('m')).not.toHaveProperty('id');
    const refused = await scene({ looks: [[row(HELLO)]] }, [message([HELLO], { codes: [403] })]);
    await learnIds(update, refused.context);
    expect(refused.store.asked).toEqual([]);
  });

  test('that the target has told stays', async () => {
    const told = await scene({ looks: [[row(HELLO, { id: '17' })]] }, [message([HELLO], { id: '4' })]);
    await learnIds(update, told.context);
    expect(told.store.asked).toEqual([]);
    expect(told.context.messages.get('m')?.id).toBe('4');
  });
});

describe('what is remembered before a case begins', () => {
  const lent = new Map(Object.entries(accounts));
  const kept = (): FakeStore => fakeStore({ looks: [[]], before: ['1'] });

  test.each([
    ['a look', '- member LOGIN\n- guest look: { missing: [m] }', true],
    ['an update, whose id may have to be learnt', '- member UPDT_MSG: { message: m, content: y }', true],
    ['neither', '- member LOGIN', false],
  ])('of a case with %s', async (_, steps, isNeeded) => {
    const run = { ...runContext(), sight: { kind: 'open', store: kept() } as const };
    const view = await openView(caseOf(steps), lent, run);
    expect(view.kind).toBe(isNeeded ? 'open' : 'unseen');
  });

  test('nothing for its ids where the target tells them', async () => {
    const run = { ...runContext(), sight: { kind: 'open', store: kept() } as const };
    run.learnt.messageIdKey = { kind: 'key', key: 'message-id' };
    const update = caseOf('- member UPDT_MSG: { message: m, content: y }');
    expect((await openView(update, lent, run)).kind).toBe('unseen');
  });
});
