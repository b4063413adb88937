import type { PollOptions, Step } from '../spec/step.ts';
import { handedOutWords, messageWords } from './change-words.ts';
import type { Judging, PollJudging, Ruling } from './ruling.ts';
import { contentAt, judgeDetail } from './judge-change.ts';
import { judgeAll } from './judge-handed-out.ts';
import { judgeMissed } from './judge-unwanted.ts';
import { readInfo } from './message-info.ts';
import { wantedChange } from './play/poll.ts';
import type { Change, SentMessage, StepRecord } from './played.ts';
import { isAbout } from './recognise.ts';
import { mayBeHidden, UNREADABLE } from './unreadable.ts';
import { answerWords, statusWords } from './words.ts';

type Record = Extract<StepRecord, { kind: 'poll' }>;
type Wanted = NonNullable<PollOptions['sees']>[number];

/** Rules on what NEW_CHG_AVAILABLE handed out. */
export function judgePoll(
  { options, who }: Extract<Step, { kind: 'poll' }>,
  record: Record,
  judging: Judging & { clause: string },
): Ruling[] {
  const { clause } = judging;
  const { last } = record;
  if (last.kind === 'reply' && last.code === 426) return [{ kind: 'limited', actor: who.actor }];
  if (record.ending === 'broken') {
    const expected =
      last.kind === 'reply'
        ? `any status but ${statusWords(last.code)} for a user who is logged in`
        : 'an answer to NEW_CHG_AVAILABLE';
    return [{ kind: 'broken', clause, expected: [expected], actual: answerWords(last) }];
  }
  const seen = findEach(options.sees ?? [], record, judging);
  if (options.observe !== undefined) return observe(options, { record, judging });
  const unidentified = [...(options.sees ?? []), ...changesMissed(options)].find((wanted) =>
    isUnidentified(wanted, judging),
  );
  if (unidentified !== undefined)
    return [
      {
        kind: 'not-observable',
        why: 'the target tells no message ids, neither to the sender nor to the recipient',
      },
    ];
  if (record.ending === 'bound' && !repeats(record)) {
    const why = `${record.changes.length} changes were waiting and more are: accounts that nobody has written to before would tell`;
    const came = judgeMissed(options, { record, judging }).filter(({ kind }) => kind === 'broken');
    return [...came, { kind: 'not-observable', why }];
  }
  const rulings = [
    ...seen.flatMap(({ wanted, changes }) => judgeSeen(wanted, changes, { options, record, judging })),
    ...judgeMissed(options, { record, judging }),
    ...judgeAll(options, { record, judging }),
  ];
  if (record.ending === 'bound' && repeats(record) && (options.once === true || clause === 'N5'))
    rulings.push({
      kind: 'broken',
      clause,
      expected: ['polling ends when no changes are left'],
      actual: `${record.changes.length} changes in ${record.replies.length} polls, some of them again and again`,
    });
  return rulings;
}

/** Whether the same change was handed out more than once: a long queue alone is no fault. */
function repeats({ changes }: Record): boolean {
  const seen = changes.map(({ type, info, messageId }) => JSON.stringify([type, info, messageId]));
  return new Set(seen).size < seen.length;
}

/** A deletion is recognised by the id alone. */
function isUnidentified(wanted: Wanted, { played }: Judging): boolean {
  const { type, ref } = wantedChange(wanted);
  const message = played.messages.get(ref);
  return type === 'message_deleted' && message !== undefined && message.id === undefined;
}

function changesMissed({ misses = [] }: PollOptions): Wanted[] {
  return misses.flatMap((missed) => (typeof missed === 'string' ? [] : [missed]));
}

/** The changes that each of these looks for. One change cannot be about two messages. */
function findEach(
  sees: readonly Wanted[],
  record: Record,
  judging: Judging,
): { wanted: Wanted; changes: Change[] }[] {
  const taken = new Set<Change>();
  return sees.map((wanted) => {
    const changes = find(wanted, record, judging).filter((change) => !taken.has(change));
    if (changes[0] !== undefined) taken.add(changes[0]);
    return { wanted, changes };
  });
}

function find(wanted: Wanted, { changes }: Record, { played }: Judging): Change[] {
  const { type, ref } = wantedChange(wanted);
  const message = played.messages.get(ref);
  if (message === undefined) return [];
  const others = [...played.messages.values()].filter((each) => each !== message);
  return changes.filter(
    (change) => change.type === type && isAbout(change, message, { nonce: played.nonce, others }),
  );
}

function judgeSeen(
  wanted: Wanted,
  changes: readonly Change[],
  { options, record, judging }: PollJudging & { options: PollOptions },
): Ruling[] {
  const { type, ref } = wantedChange(wanted);
  const { clause, played } = judging;
  const message = played.messages.get(ref);
  const change = changes[0];
  if (message === undefined) return [{ kind: 'error', why: `${ref} was never sent` }];
  const looked = { type, content: contentAt(type, message), form: judging.info };
  if (change === undefined && mayBeHidden(record.changes, looked))
    return [{ kind: 'not-observable', why: UNREADABLE }];
  if (change === undefined && wasRefused(message))
    return [
      { kind: 'not-observable', why: 'the message was refused, so that nothing is to be learnt of it' },
    ];
  if (change === undefined)
    return [
      {
        kind: 'broken',
        clause,
        expected: [`${type} about ${messageWords(message)}`],
        actual: handedOutWords(record),
      },
    ];
  const rulings: Ruling[] = [{ kind: 'held' }];
  const copies = options.once === true ? copiesOf(message, type, { record, judging }) : 0;
  if (options.once === true && changes.length + copies > 1)
    rulings.push({
      kind: 'broken',
      clause,
      expected: [`${type} about ${messageWords(message)} once`],
      actual: `${changes.length + copies} times`,
    });
  for (const what of options.judges ?? []) {
    rulings.push(...judgeDetail(what, { change, message, wanted, judging }));
  }
  return rulings;
}

/** A refused message has no effect (S1), and whether it might be refused is asked where it is sent. */
function wasRefused({ codes }: SentMessage): boolean {
  return codes.every((code) => code !== 200 && code !== 0);
}

/** A message that was stored twice comes again under another id: told by its content, which no other message has. */
function copiesOf(message: SentMessage, type: string, { record, judging }: PollJudging): number {
  const messages = [...judging.played.messages.values()];
  const others = messages.filter((each) => each !== message);
  const content = contentAt(type, message);
  if (others.some(({ contents }) => contents.includes(content))) return 0;
  return record.changes.filter((change) => {
    if (change.type !== type || isAbout(change, message, { nonce: judging.played.nonce, others }))
      return false;
    return change.info !== undefined && readInfo(change.info).content === content;
  }).length;
}

function observe(
  { observe: words, sees = [], misses = [] }: PollOptions,
  { record, judging }: PollJudging,
): Ruling[] {
  const wanted = [...sees, ...changesMissed({ misses })];
  const byName = misses.filter((missed) => typeof missed === 'string');
  const came =
    wanted.some((each) => find(each, record, judging).length > 0) ||
    judgeMissed({ misses: byName }, { record, judging }).some(({ kind }) => kind === 'broken');
  return [{ kind: 'observed', what: words?.[came ? 'yes' : 'no'] ?? (came ? 'yes' : 'no') }];
}
