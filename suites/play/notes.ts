/** What is remembered of a command that was sent: messages, their ids, blocks. */
import type { Account } from '../../target/profile.ts';
import type { Channel } from '../channel.ts';
import type { Answer, Reply } from '../played.ts';
import type { Asked, Built } from './build.ts';
import type { CaseContext } from './context.ts';
import { over } from './over.ts';

/** Data lines that may hold the id of a new message in the answer to SEND_MSG (M10 leaves the name open). */
const SURE_ID_KEYS = ['message-id', 'message_id', 'messageId', 'id-message', 'msg-id'];
const ID_KEYS = [...SURE_ID_KEYS, 'id'];

/** The account whose token a command carries, unless it carries something else on purpose. */
export function tokensAccount({ who, command, options }: Asked, context: CaseContext): Account | undefined {
  const set = options.with?.[command === 'LOGIN' ? 'api-token' : 'token'];
  return set === undefined ? context.accounts.get(options.token ?? who.actor) : undefined;
}

/** The first answer to a SEND_MSG tells whether answers hold the id, and under which name. */
export async function learnMessageId(
  who: Asked['who'],
  reply: Reply,
  { channel, context }: { channel: Channel; context: CaseContext },
): Promise<void> {
  const { learnt } = context;
  const known = learnt.messageIdKey;
  if (known.kind === 'none') return;
  if (known.kind === 'key') return channel.more(() => hasKey(reply, known.key));
  await over(who, channel, context);
  const ids = reply.data.filter(({ key, value }) => ID_KEYS.includes(key) && /^\d+$/.test(value.trim()));
  const line = ids.find(({ key }) => SURE_ID_KEYS.includes(key)) ?? ids[0];
  learnt.messageIdKey = line === undefined ? { kind: 'none' } : { kind: 'key', key: line.key };
  learnt.messageIdIsSure = line !== undefined && SURE_ID_KEYS.includes(line.key);
}

/** Remembers what was sent, whatever the answer: a refused message must not arrive either. */
export function noteMessage(
  { who, command, options }: Asked,
  { content }: Built,
  { answer, context }: { answer: Answer; context: CaseContext },
): void {
  const { messages, accounts, learnt, ledger } = context;
  const sender = accounts.get(options.token ?? who.actor);
  const recipient = accounts.get(options.to ?? '');
  const isSent = command === 'SEND_MSG' && answer.kind === 'reply' && answer.code === 200;
  if (isSent && sender !== undefined && recipient !== undefined) ledger.reached(sender, recipient);
  if (command === 'UPDT_MSG' && options.message !== undefined && content !== undefined)
    messages.add(options.message, content);
  if (command !== 'SEND_MSG' || options.as === undefined) return;
  const key = learnt.messageIdKey;
  const id =
    answer.kind === 'reply' && answer.code === 200 && key.kind === 'key'
      ? answer.data.find((line) => line.key === key.key)?.value.trim()
      : undefined;
  messages.sent({
    ref: options.as,
    sender: sender?.id ?? 0,
    recipient: recipient?.id ?? 0,
    contents: [content ?? ''],
    codes: [answer.kind === 'reply' ? answer.code : 0],
    ...(id !== undefined && { id }),
  });
}

/** A block stands for the rest of the run. */
export function noteBlock({ who, options }: Asked, { accounts, ledger }: CaseContext): void {
  const blocked = accounts.get(options.to ?? '');
  const by = accounts.get(who.actor);
  if (blocked === undefined || by === undefined) return;
  // An administrator's block may hold for everyone (B7).
  for (const each of by.role === 'admin' ? ledger.usable : [by]) ledger.block(blocked, each);
}

/** A ban stands for good, whoever was let do it. */
export function noteBan({ options }: Asked, { accounts, ledger }: CaseContext): void {
  const banned = accounts.get(options.to ?? '');
  if (banned !== undefined) ledger.setAside(banned);
}

export function hasKey(reply: Reply, key: string): boolean {
  return reply.data.some((line) => line.key === key);
}
