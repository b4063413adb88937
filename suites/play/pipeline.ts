import { encodeCommand } from '../../wire/encode.ts';
import type { PipelinedCommand, Who } from '../../spec/step.ts';
import type { Answer } from '../played.ts';
import { build } from './build.ts';
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
  const { channels, learnt, messages, accounts, ledger, now } = context;
  const ready = await channels.ready(who);
  if (ready.kind === 'failed') return { kind: 'answers', answers: [ready.answer] };
  const built = tryBuildAll({ who, commands }, context);
  if (typeof built === 'string') return { kind: 'impossible', why: built };
  const user = channels.userOf(who) ?? accounts.get(who.actor);
  for (const { command } of commands)
    if (user !== undefined) ledger.spend(user, command === 'SEND_MSG' ? 'message' : 'command', now());
  const ending = learnt.ending === 'none' ? 'newline' : learnt.ending;
  const bytes = Buffer.concat(built.map(({ command }) => encodeCommand(command, ending)));
  await ready.channel.send([bytes], { answers: commands.length, pauseMs: 0 });
  const answers: Answer[] = [];
  for (const [index, { command, options }] of commands.entries()) {
    const answer = await ready.channel.answer();
    answers.push(answer);
    const code = answer.kind === 'reply' ? answer.code : 0;
    if (command === 'SEND_MSG' && options.as !== undefined) {
      messages.sent({
        ref: options.as,
        sender: user?.id ?? 0,
        recipient: accounts.get(options.to ?? '')?.id ?? 0,
        contents: [built[index]?.content ?? ''],
        codes: [code],
      });
    }
    if (command === 'LOGIN' && code === 200) channels.loggedIn(who, accounts.get(options.token ?? who.actor));
    if (answer.kind !== 'reply' || code === 416) channels.done(who);
    if (answer.kind !== 'reply') break;
  }
  return { kind: 'answers', answers };
}

function tryBuildAll({ who, commands }: Pipeline, context: CaseContext): ReturnType<typeof build>[] | string {
  try {
    return commands.map(({ command, options }) => build({ who, command, options }, context));
  } catch (error) {
    if (error instanceof Unfillable) return error.message;
    throw error;
  }
}
