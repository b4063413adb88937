import { afterAll, describe, expect, test } from 'vitest';
import { parseStep } from '../../spec/step.ts';
import { message, NONCE } from '../golden/records.ts';
import { accountsOf, caseContext, runContext } from '../golden/run-context.ts';
import { doorkeeper, hears, startTinyServer } from '../golden/tiny-server.ts';
import type { Learnt } from '../learnt.ts';
import type { SentMessage } from '../played.ts';
import type { CaseContext } from './context.ts';
import { playPoll, type PollRecord } from './poll.ts';

const [PRO] = [...accountsOf({ pro: 1 })];
if (PRO === undefined) throw new Error('an account is due');
const pro = PRO;

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

interface Polled {
  readonly record: PollRecord;
  readonly context: CaseContext;
  /** Names of the commands the server heard, in order. */
  readonly heard: readonly string[];
}

interface Known {
  readonly messages?: readonly SentMessage[];
  readonly learnt?: Partial<Learnt>;
}

/** A poll with these options; the server gives these answers to NEW_CHG_AVAILABLE, the last one again and again. */
async function poll(
  options: object,
  answers: readonly (string | undefined)[],
  { messages = [message([`Bonjour ${NONCE}`])], learnt = {} }: Known = {},
): Promise<Polled> {
  const heard: string[] = [];
  const answer = doorkeeper([pro.token]);
  let polls = 0;
  const server = await startTinyServer(
    hears((each, socket) => {
      heard.push(each.name);
      if (each.name !== 'NEW_CHG_AVAILABLE') return answer(each, socket);
      polls += 1;
      return answers[Math.min(polls, answers.length) - 1];
    }),
  );
  undo.push(server);
  const run = runContext({ accounts: [pro], port: server.port, timing: { answerMs: 500 } });
  Object.assign(run.learnt, learnt);
  const context = caseContext(run, { pro });
  for (const each of messages) context.messages.sent(each);
  const step = parseStep({ 'pro poll': options });
  if (step.kind !== 'poll') throw new Error('not a poll');
  const record = await playPoll(step, context);
  await context.channels.end();
  return { record, context, heard };
}

const FRESH = `200/OK\ntype:new_message\nmessage:{"id":5,"content":"Bonjour ${NONCE}"}\n`;
const OTHER = '200/OK\ntype:new_message\nmessage:{"id":9,"content":"autre"}\n';
const NOTHING = '200/OK\n';
const SEES = { sees: [{ new_message: 'm' }] };

describe('a poll', () => {
  test('logs its user in first, and ends as soon as it has seen what it looks for', async () => {
    const { record, heard } = await poll(SEES, [OTHER, FRESH, NOTHING]);
    expect(record).toMatchObject({
      ending: 'found',
      changes: [{ type: 'new_message' }, { type: 'new_message' }],
    });
    expect(heard).toEqual(['LOGIN', 'NEW_CHG_AVAILABLE', 'NEW_CHG_AVAILABLE', 'DISCONNECTED']);
  });

  test('ends when there is nothing left, once it has asked twice more for what is due', async () => {
    const { record } = await poll(SEES, [OTHER, NOTHING]);
    expect(record).toMatchObject({ ending: 'none-left', last: { code: 200 } });
    expect(record.replies).toHaveLength(4);
  });

  test('finds what comes a moment later than it was due', async () => {
    for (const options of [SEES, { ...SEES, once: true }]) {
      const { record } = await poll(options, [NOTHING, OTHER, NOTHING, FRESH, NOTHING]);
      expect(record.changes).toHaveLength(2);
      expect(record.replies.length).toBeGreaterThanOrEqual(4);
    }
  });

  test.each([
    ['was not accepted', SEES, [403]],
    ['is only observed', { ...SEES, observe: { yes: 'it came', no: 'it did not' } }, [200]],
  ])('does not wait for what %s', async (_, options, codes) => {
    const messages = [message([`Bonjour ${NONCE}`], { codes })];
    const { record } = await poll(options, [NOTHING], { messages });
    expect(record.replies).toHaveLength(1);
  });

  test.each([{ ...SEES, once: true }, { ...SEES, misses: [] }, { misses: ['m'] }])(
    'goes on to the end where something must come once, or not at all: %j',
    async (options) => {
      const { record } = await poll(options, [FRESH, OTHER, NOTHING]);
      expect(record).toMatchObject({ ending: 'none-left' });
      expect(record.changes).toHaveLength(2);
    },
  );

  test('comes to an end, though the changes do not', async () => {
    const { record } = await poll({ misses: ['m'] }, [OTHER]);
    expect(record.ending).toBe('bound');
    expect(record.changes.length).toBe(record.replies.length);
  });

  test('finds what it looks for behind a long queue that others have left', async () => {
    const others = Array.from(
      { length: 400 },
      (_, index) => `200/OK\ntype:new_message\nmessage:{"id":${1000 + index},"content":"autre"}\n`,
    );
    const { record } = await poll(SEES, [...others, FRESH, NOTHING]);
    expect(record.ending).toBe('found');
    expect(record.changes).toHaveLength(401);
  });

  test.each([401, 426])('ends with %i', async (code) => {
    const { record } = await poll(SEES, [OTHER, `${code}/NO\n`, FRESH]);
    expect(record).toMatchObject({ ending: 'broken', last: { code } });
  });

  test('that is not answered is broken', async () => {
    const { record } = await poll(SEES, [OTHER, undefined]);
    expect(record).toMatchObject({
      ending: 'broken',
      last: { kind: 'silence' },
      changes: [{ type: 'new_message' }],
    });
  });

  test('of several changes in one reply takes them all', async () => {
    const both = FRESH + OTHER.slice('200/OK\n'.length);
    const { record } = await poll({ ...SEES, once: true }, [both, NOTHING]);
    expect(record.changes).toHaveLength(2);
  });

  test.each([{ ...SEES, once: true }, SEES, { misses: ['m'] }])(
    'takes those that come late in their reply, too: %j',
    async (options) => {
      const late = FRESH.slice('200/OK\n'.length);
      const { record } = await poll(options, [OTHER, late + NOTHING]);
      expect(record.changes.map(({ info }) => info)).toEqual([
        '{"id":9,"content":"autre"}',
        `{"id":5,"content":"Bonjour ${NONCE}"}`,
      ]);
    },
  );
});

describe('what a poll teaches', () => {
  test.each([
    [FRESH, 'json'],
    [`200/OK\ntype:new_message\nmessage:5;Bonjour ${NONCE}\n`, 'text'],
    ['200/OK\ntype:new_message\nmessage:id=9;autre\n', 'text'],
    ['200/OK\ntype:new_message\nmessage:Qm9uam91cg==\n', 'unreadable'],
  ])('%j: how information is written', async (answer, form) => {
    const { context } = await poll(SEES, [answer, NOTHING]);
    expect(context.learnt.info).toBe(form);
  });

  test.each([
    [FRESH, true],
    ['200/OK\ntype:new_message\nmessage:id=9;autre\n', true],
    [`200/OK\ntype:new_message\nmessage:{"content":"Bonjour ${NONCE}"}\n`, false],
  ])('%j: whether it tells ids, %s', async (answer, tells) => {
    const { context } = await poll(SEES, [answer, NOTHING]);
    expect(context.learnt.infoTellsId).toBe(tells);
  });

  test('the id of a message that its sender was not told', async () => {
    const { context } = await poll(SEES, [FRESH, NOTHING]);
    expect(context.messages.get('m')?.id).toBe('5');
  });

  test('not the id of a message that its sender was told', async () => {
    const { context } = await poll(SEES, [FRESH, NOTHING], {
      messages: [message([`Bonjour ${NONCE}`], { id: '4' })],
    });
    expect(context.messages.get('m')?.id).toBe('4');
  });

  test('each of two messages by its own text', async () => {
    const two = [message([`Bonjour ${NONCE}`]), message([`Bonsoir ${NONCE}`], { ref: 'n' })];
    const second = `200/OK\ntype:new_message\nmessage:{"id":6,"content":"Bonsoir ${NONCE}"}\n`;
    const { record, context } = await poll(
      { sees: [{ new_message: 'n' }, { new_message: 'm' }] },
      [FRESH, second, NOTHING],
      { messages: two },
    );
    expect(record.ending).toBe('found');
    expect([context.messages.get('m')?.id, context.messages.get('n')?.id]).toEqual(['5', '6']);
  });
});

describe('an id that an answer to SEND_MSG called just that', () => {
  const sent = { ...message([`Bonjour ${NONCE}`]), id: '77' };
  const learnt = { messageIdKey: { kind: 'key', key: 'id' } } as const;

  test('was not the message’s, where the change about the message tells another one', async () => {
    const { record, context } = await poll(SEES, [FRESH, NOTHING], { messages: [sent], learnt });
    expect(record.ending).toBe('found');
    expect(context.messages.get('m')?.id).toBe('5');
    expect(context.learnt.messageIdKey).toEqual({ kind: 'none' });
  });

  test('was the message’s, where the change tells it too: from then on another one is a mistake', async () => {
    const known = FRESH.replace('5', '77');
    const { context } = await poll(SEES, [known, NOTHING], { messages: [sent], learnt });
    expect(context.learnt.messageIdIsSure).toBe(true);
    const wrong = await poll(SEES, [FRESH, NOTHING], {
      messages: [sent],
      learnt: { ...learnt, messageIdIsSure: true },
    });
    expect(wrong.record.ending).toBe('none-left');
  });
});
