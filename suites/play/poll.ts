import type { PollOptions, Who } from '../../spec/step.ts';
import type { Channel } from '../channel.ts';
import { changesIn, isUnfinished } from '../changes.ts';
import type { Answer, Change, Ending, Reply } from '../played.ts';
import { isAbout } from '../recognise.ts';
import type { Ready } from './channels.ts';
import type { CaseContext } from './context.ts';
import { over } from './over.ts';
import { identify, learnInfo, testIds } from './poll-notes.ts';
import { sayPoll } from './say.ts';

/** Changes that are handed out again and again are not followed any further than this. */
const MOST_REPEATS = 150;
/** Nor is a queue that former traffic has left, for however long it is. */
const MOST_POLLS = 5000;
/** The longest to follow a queue that is longer than any run leaves behind. */
const MOST_MS = 15_000;
/** Pauses before asking again for what is due and has not come: no clause says how soon a recipient learns of it (M2). */
const LATE_MS = [100, 400];

export interface PollRecord {
  kind: 'poll';
  replies: Reply[];
  changes: Change[];
  ending: Ending;
  last: Answer;
}

interface Poll {
  readonly who: Who;
  readonly options: PollOptions;
}

/**
 * NEW_CHG_AVAILABLE again and again: until everything looked for has come, or, where something must not come or must
 * come only once, until no changes are left.
 */
export async function playPoll(poll: Poll, context: CaseContext): Promise<PollRecord> {
  const replies: Reply[] = [];
  const queue = new Queue();
  const ended = (ending: Ending, last: Answer): PollRecord => {
    queue.takeRest(replies.at(-1));
    identify(queue.changes, poll.options, context);
    return { kind: 'poll', replies, changes: queue.changes, ending, last };
  };
  const startMs = context.now();
  const lateMs = LATE_MS.values();
  while (queue.isWorthFollowing(context.now() - startMs)) {
    const ready = await loggedIn(poll.who, context);
    if (ready.kind === 'failed') return ended('broken', ready.answer);
    await spareTheLimit(poll.who, context);
    const answer = await ask(poll.who, ready.channel, context);
    if (answer.kind !== 'reply') {
      context.channels.done(poll.who);
      return ended('broken', answer);
    }
    queue.takeRest(replies.at(-1));
    replies.push(answer);
    if (answer.code === 401 || answer.code === 426) return ended('broken', answer);
    await ready.channel.more(() => !isUnfinished(answer));
    if (changesIn(answer).length === 0) await over(poll.who, ready.channel, context);
    const news = changesIn(answer);
    if (news.length === 0) {
      const pauseMs = isAllThere(queue.changes, poll.options, context) ? undefined : lateMs.next().value;
      if (pauseMs === undefined) return ended('none-left', answer);
      await ready.channel.quiet(pauseMs);
      continue;
    }
    queue.add(news);
    learnInfo(news, context);
    testIds(news, context);
    if (goesOn(poll.options) || !isLookedFor(news, poll.options, context)) continue;
    if (sawAll(queue.changes, poll.options, context)) return ended('found', answer);
  }
  return ended('bound', replies.at(-1) ?? { kind: 'silence', forMs: 0 });
}

/** What has been handed out so far, and whether there is a point in asking for more. */
class Queue {
  readonly changes: Change[] = [];
  readonly #seen = new Set<string>();
  #polls = 0;
  #repeats = 0;
  /** How many changes of the latest reply are among them. */
  #latest = 0;

  add(news: readonly Change[]): void {
    const text = JSON.stringify(news);
    if (this.#seen.has(text)) this.#repeats += 1;
    this.#seen.add(text);
    this.#polls += 1;
    this.changes.push(...news);
    this.#latest = news.length;
  }

  /** What else has come of the latest reply meanwhile: one that hands out all changes may come in pieces. */
  takeRest(reply: Reply | undefined): void {
    if (reply !== undefined) this.changes.push(...changesIn(reply).slice(this.#latest));
    this.#latest = 0;
  }

  isWorthFollowing(forMs: number): boolean {
    if (this.#repeats >= MOST_REPEATS || this.#polls >= MOST_POLLS) return false;
    return this.#polls < MOST_REPEATS || forMs < MOST_MS;
  }
}

/** Where every command counts towards the limit, a long queue takes more than one window to poll. */
async function spareTheLimit(
  who: Who,
  { accounts, ledger, patience, peer, now }: CaseContext,
): Promise<void> {
  const user = accounts.get(who.actor);
  if (user === undefined || ledger.counts === 'messages') return;
  const { minuteMs } = peer.profile.limits;
  if (ledger.used(user, { window: 'minute' }, now()) + 2 < ledger.perMinute) return;
  await patience.wait(minuteMs + 100, 'a poll, since every command counts towards the limit');
}

/** Who polls must be logged in: somebody who has left, or never came, logs in first. */
async function loggedIn(who: Who, context: CaseContext): Promise<Ready> {
  const { channels, accounts, peer } = context;
  const user = accounts.get(who.actor);
  if (user === undefined || channels.holds(user)) return channels.ready(who);
  const answer = await channels.login(who, user, peer.profile.timing.releaseMs);
  return answer.kind === 'reply' && answer.code === 200 ? channels.ready(who) : { kind: 'failed', answer };
}

async function ask(who: Who, channel: Channel, context: CaseContext): Promise<Answer> {
  const user = context.channels.userOf(who) ?? context.accounts.get(who.actor);
  if (user !== undefined) context.ledger.spend(user, 'command', context.now());
  await channel.send([sayPoll(user ?? context.unknown, context)], { answers: 1, pauseMs: 0 });
  return channel.answer();
}

function goesOn({ misses, once }: PollOptions): boolean {
  return misses !== undefined || once === true;
}

/** Whether one of these may be what is looked for: a long queue of others is not searched again for each of them. */
function isLookedFor(
  news: readonly Change[],
  { sees = [] }: PollOptions,
  { messages, nonce }: CaseContext,
): boolean {
  return sees.some((wanted) => {
    const message = messages.get(wantedChange(wanted).ref);
    if (message === undefined) return false;
    const others = [...messages.all.values()].filter((each) => each !== message);
    return news.some((change) => isAbout(change, message, { nonce, others }));
  });
}

/** Whether nothing is due any more: what the target has not accepted, or may well keep to itself, is not waited for. */
function isAllThere(changes: readonly Change[], options: PollOptions, context: CaseContext): boolean {
  const { sees = [], observe } = options;
  const isAccepted = (wanted: (typeof sees)[number]) =>
    context.messages.get(wantedChange(wanted).ref)?.codes.includes(200) === true;
  return observe !== undefined || sawAll(changes, { ...options, sees: sees.filter(isAccepted) }, context);
}

/** Each needs a change of its own: two messages with the same text are not seen in one. */
function sawAll(
  changes: readonly Change[],
  { sees = [] }: PollOptions,
  { messages, nonce }: CaseContext,
): boolean {
  const taken = new Set<Change>();
  return sees.every((wanted) => {
    const { type, ref } = wantedChange(wanted);
    const message = messages.get(ref);
    if (message === undefined) return false;
    const others = [...messages.all.values()].filter((each) => each !== message);
    const change = changes.find(
      (each) => each.type === type && !taken.has(each) && isAbout(each, message, { nonce, others }),
    );
    if (change !== undefined) taken.add(change);
    return change !== undefined;
  });
}

/** The type of change and the message an entry of `sees` or `misses` is about. */
export function wantedChange(wanted: NonNullable<PollOptions['sees']>[number]): {
  type: string;
  ref: string;
} {
  if ('new_message' in wanted) return { type: 'new_message', ref: wanted.new_message };
  if ('message_updated' in wanted) return { type: 'message_updated', ref: wanted.message_updated };
  return { type: 'message_deleted', ref: wanted.message_deleted };
}
