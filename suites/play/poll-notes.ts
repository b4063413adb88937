/** What polls teach: how the target writes message information, and the ids of messages. */
import type { PollOptions } from '../../spec/step.ts';
import { readInfo } from '../message-info.ts';
import type { Change } from '../played.ts';
import { isAbout } from '../recognise.ts';
import type { CaseContext } from './context.ts';

/** The first information tells its form; in a text, something of what was sent must be recognised. */
export function learnInfo(changes: readonly Change[], { learnt, messages, nonce }: CaseContext): void {
  const infos = changes.flatMap(({ info }) => (info === undefined ? [] : readInfo(info)));
  learnt.infoTellsId ||= infos.some(({ id }) => id !== undefined);
  const [first] = infos;
  if (learnt.info === 'json' || learnt.info === 'text' || first === undefined) return;
  const sent = [...messages.all.values()];
  const isRecognised = changes.some((change) =>
    sent.some((message) =>
      isAbout(change, message, { nonce, others: sent.filter((each) => each !== message) }),
    ),
  );
  if (first.form === 'json') learnt.info = 'json';
  else if (isRecognised || learnt.infoTellsId) learnt.info = 'text';
  else if (sent.length > 0) learnt.info = 'unreadable';
}

/**
 * What an answer calls `id` may be that of the request or of a user (M10 leaves the name open). The first change about
 * a message, known by its content, tells whether it is the message's.
 */
export function testIds(changes: readonly Change[], { learnt, messages, nonce }: CaseContext): void {
  if (learnt.messageIdKey.kind !== 'key' || learnt.messageIdIsSure) return;
  const sent = [...messages.all.values()];
  for (const { id, ...message } of sent) {
    const others = sent.filter(({ ref }) => ref !== message.ref);
    const told = changes.filter((each) => isAbout(each, message, { nonce, others })).map(idOf);
    const known = told.filter((each) => each !== undefined);
    if (id === undefined || known.length === 0) continue;
    learnt.messageIdIsSure = known.includes(id);
    if (learnt.messageIdIsSure) return;
    learnt.messageIdKey = { kind: 'none' };
    messages.forgetIds();
    return;
  }
}

/** A target that does not return the id to the sender may tell it to the recipient (M10). */
export function identify(
  changes: readonly Change[],
  { sees = [] }: PollOptions,
  { messages, nonce }: CaseContext,
): void {
  for (const wanted of sees) {
    const message = 'new_message' in wanted ? messages.get(wanted.new_message) : undefined;
    if (message === undefined || message.id !== undefined) continue;
    const others = [...messages.all.values()].filter((each) => each !== message);
    const ids = changes
      .filter((each) => each.type === 'new_message' && isAbout(each, message, { nonce, others }))
      .map(idOf);
    // The same text may have been sent twice: one id stands for one of the two.
    const id = ids.find((each) => each !== undefined && !others.some((other) => other.id === each));
    if (id !== undefined) messages.identify(message.ref, id);
  }
}

function idOf({ messageId, info }: Change): string | undefined {
  return messageId ?? (info === undefined ? undefined : readInfo(info).id);
}
