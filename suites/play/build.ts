import type { CommandOptions, Who } from '../../spec/step.ts';
import type { CommandName } from '../../spec/verbs.ts';
import type { Command } from '../../wire/command.ts';
import { textLength } from '../text-length.ts';
import type { CaseContext, TextContext } from './context.ts';
import { fillText, messageId } from './texts.ts';

/** A command a step asks for, before anything is left out or changed on purpose. */
export interface Asked {
  readonly who: Who;
  readonly command: CommandName;
  readonly options: CommandOptions;
}

/**
 * A command ready to be sent: in the protocol's own words, by which it is checked, and as it is put to the target.
 * `content`: that of SEND_MSG and UPDT_MSG, filled in.
 */
export interface Built {
  readonly command: Command;
  readonly spoken: Command;
  readonly content?: string;
  /** A last line that has no colon, on purpose. */
  readonly bare?: string;
}

/**
 * The command with its parameters filled in: token and ids from the accounts, the length from the content; then what
 * the step sets, adds, leaves out or puts in another order.
 * @throws Unfillable when a message's id is not known
 */
export function build(asked: Asked, context: TextContext): Built {
  const { command: name, options } = asked;
  const content = options.content === undefined ? undefined : fillText(options.content, context);
  const known = context.protocol.commands.find((command) => command.name === name)?.parameters ?? [];
  const values = new Map(known.map(({ name: key }) => [key, rightValue(key, asked, { context, content })]));
  for (const [key, value] of Object.entries(options.with ?? {})) {
    const characters = String(textLength(content ?? '', 'code-points'));
    const filled = value.replaceAll('{characters}', characters);
    values.set(key, fillText(filled, context, value.includes('{right}') ? values.get(key) : ''));
  }
  const left = [...values].filter(([key]) => options.without?.includes(key) !== true);
  const bare = options['no-colon'];
  const parameters = ordered(left, options.order)
    .filter(([key]) => key !== bare)
    .map(([key, value]) => ({ key, value }));
  const command = { name, parameters };
  const spoken = context.speech.command(command, {
    ownId: ownId(asked, values, context),
    values,
    characters: lengthOf(values.get('content') ?? '', context),
    isOrdered: options.order !== undefined,
  });
  const bareLine = bare === undefined ? '' : `${context.speech.key(name, bare)} ${values.get(bare) ?? ''}`;
  return {
    command,
    spoken,
    ...(content !== undefined && { content }),
    ...(bare !== undefined && { bare: bareLine.replaceAll(':', ' ') }),
  };
}

/** How much this target counts in a text, as far as is known (M3, M4). */
function lengthOf(text: string, { learnt }: Pick<CaseContext, 'learnt'>): number {
  return textLength(text, learnt.lengthUnits[0]);
}

/** The id of the user who acts, whatever token is sent; of a guest, that of the token. */
function ownId(
  { who }: Asked,
  values: ReadonlyMap<string, string>,
  { accounts, peer, unknown }: TextContext,
): number {
  const token = values.get('token') ?? values.get('api-token');
  const owner = peer.profile.accounts.find((account) => account.token === token);
  return (accounts.get(who.actor) ?? owner ?? unknown).id;
}

/** What the protocol wants for a parameter. */
function rightValue(
  key: string,
  { who, options }: Asked,
  { context, content }: { context: TextContext; content: string | undefined },
): string {
  const account = (actor: string | undefined): { id: number; token: string } =>
    context.accounts.get(actor ?? '') ?? { id: context.unknown.id, token: context.unknown.token };
  switch (key) {
    case 'api-token':
    case 'token':
      return account(options.token ?? who.actor).token;
    case 'recipient-id':
    case 'user-id':
      return String(account(options.to).id);
    case 'message-length':
      return String(lengthOf(content ?? '', context));
    case 'message-id':
      return options.message === undefined ? String(context.unknown.id) : messageId(options.message, context);
    case 'content':
      return content ?? '';
    default:
      throw new Error(`no value is known for the parameter ${key}`);
  }
}

function ordered(
  entries: readonly [string, string][],
  order: readonly string[] | undefined,
): readonly [string, string][] {
  if (order === undefined) return entries;
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...entries].sort(([a], [b]) => rank(a) - rank(b));
}
