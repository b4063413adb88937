import { encodeCommand } from '../../wire/encode.ts';
import type { PipelinedCommand, Who } from '../../spec/step.ts';
import type { Answer } from '../played.ts';
import type { Delivery } from '../../spec/case-schema.ts';
import type { Channel } from '../channel.ts';
import type { Learnt } from '../learnt.ts';
import { build, type Asked, type Built } from './build.ts';
import { hasKey } from './notes.ts';
import { toSegments, type Segments } from './segments.ts';
import type { CaseContext } from './context.ts';
import { Unfillable } from './texts.ts';

interface Pipeline {
  readonly who: Who;
  readonly commands: readonly PipelinedCommand[];
}

/** Several commands in one segment; one answer is awaited for each, in order, until one fails to come. */
export async function playPipeline(
  { who, commands }: Pipeline,
  context: CaseContext,
): Promise<{ kind: 'answers'; answers: Answer[] } | { kind: 'impossible'; why: string }> {
  const { channels, learnt, accounts, ledger, now } = context;
  const ready = await channels.ready(who);
  if (ready.kind === 'failed') return { kind: 'answers', answers: [ready.answer] };
  const built = tryBuildAll({ who, commands }, context);
  if (typeof built === 'string') return { kind: 'impossible', why: built };
  const user = channels.userOf(who) ?? accounts.get(who.actor);
  for (const { command } of commands)
    if (user !== undefined) ledger.spend(user, command === 'SEND_MSG' ? 'message' : 'command', now());
  const { segments, pauseMs } = inSegments(built, commands.at(-1)?.options.delivery ?? 'whole', learnt);
  await ready.channel.send(segments, { answers: commands.length, pauseMs });
  const sent = commands.map(({ command, options }, index) => ({
    who,
    command,
    options,
    built: built[index],
  }));
  for (const each of sent) note(each, 0, context);
  const answers: Answer[] = [];
  for (const each of sent) {
    const answer = await ready.channel.answer();
    answers.push(answer);
    const code = answer.kind === 'reply' ? answer.code : 0;
    note(each, code, context);
    if (each.command === 'LOGIN' && code === 200)
      channels.loggedIn(who, accounts.get(each.options.token ?? who.actor));
    if (answer.kind !== 'reply' || code === 416) channels.done(who);
    if (answer.kind !== 'reply') break;
  }
  await identify(sent, answers, { channel: ready.channel, context });
  return { kind: 'answers', answers };
}

/** The ids of the new messages, where answers tell them (M10). The data lines of the last answer may still be coming. */
async function identify(
  sent: readonly Asked[],
  answers: readonly Answer[],
  { channel, context }: { channel: Channel; context: CaseContext },
): Promise<void> {
  const { learnt, messages } = context;
  if (learnt.messageIdKey.kind !== 'key') return;
  const { key } = learnt.messageIdKey;
  for (const [index, { command, options }] of sent.entries()) {
    const answer = answers[index];
    if (command !== 'SEND_MSG' || options.as === undefined) continue;
    if (answer?.kind !== 'reply' || answer.code !== 200) continue;
    await channel.more(() => hasKey(answer, key));
    const id = answer.data.find((line) => line.key === key)?.value.trim();
    if (id !== undefined) messages.identify(options.as, id);
  }
}

/** All messages are noted before the first answer is awaited: they were sent, whatever becomes of them. */
function note(
  { who, command, options, built }: Asked & { built: Built | undefined },
  code: number,
  { messages, accounts, ledger }: CaseContext,
): void {
  if (command !== 'SEND_MSG') return;
  const sender = accounts.get(who.actor);
  const recipient = accounts.get(options.to ?? '');
  if (code === 200 && sender !== undefined && recipient !== undefined) ledger.reached(sender, recipient);
  if (options.as === undefined) return;
  const ends = { sender: sender?.id ?? 0, recipient: recipient?.id ?? 0 };
  messages.sent({ ref: options.as, ...ends, contents: [built?.content ?? ''], codes: [code] });
}

/** All in one segment; where the last command is cut, its end comes in a second one. */
export function inSegments(
  built: readonly Built[],
  delivery: Delivery,
  learnt: Pick<Learnt, 'ending'>,
): Pick<Segments, 'segments' | 'pauseMs'> {
  const ending = learnt.ending === 'none' ? 'newline' : learnt.ending;
  const last = built.at(-1);
  if (last === undefined) return { segments: [], pauseMs: 0 };
  const before = built.slice(0, -1).map(({ spoken }) => encodeCommand(spoken, ending));
  const { segments, pauseMs } = toSegments(last, { delivery, ending });
  const [first = Buffer.alloc(0), ...rest] = segments;
  return { segments: [Buffer.concat([...before, first]), ...rest], pauseMs };
}

function tryBuildAll({ who, commands }: Pipeline, context: CaseContext): ReturnType<typeof build>[] | string {
  try {
    return commands.map(({ command, options }) => build({ who, command, options }, context));
  } catch (error) {
    if (error instanceof Unfillable) return error.message;
    throw error;
  }
}
