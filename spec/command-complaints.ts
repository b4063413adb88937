/** Options that make no sense with the command they are given to. */
import type { Protocol } from './clause-schema.ts';
import type { Complaint } from './complaint.ts';
import { cureOfWord } from './explain.ts';
import type { CommandOptions, PipelinedCommand } from './step.ts';

/** `isOpen`: what is judged is an open clause, so the command may try what the protocol does not speak of. */
export type Bounds = { protocol: Protocol; isOpen: boolean };

export function commandComplaints({ command, options }: PipelinedCommand, bounds: Bounds): Complaint[] {
  const known = bounds.protocol.commands.find(({ name }) => name === command)?.parameters ?? [];
  const parameters = known.map(({ name }) => name);
  const sending = { command, options, parameters };
  return [
    ...misplaced(sending),
    ...accountless(options),
    ...unknownParameters(sending, bounds),
    ...hiddenDefects(options),
    ...senselessDelivery(sending),
  ];
}

type Sending = PipelinedCommand & { parameters: string[] };

/** The parameters an option fills in. */
const FILLS = {
  to: ['recipient-id', 'user-id'],
  message: ['message-id'],
  content: ['content'],
  token: ['api-token', 'token'],
} as const;
const FILLING = ['to', 'message', 'content', 'token'] as const;

function misplaced({ command, options, parameters }: Sending): Complaint[] {
  const idle = FILLING.filter(
    (option) => options[option] !== undefined && !FILLS[option].some((name) => parameters.includes(name)),
  ).map((option) => ({
    message: `${command} has no ${FILLS[option].join(' or ')} for \`${option}\` to fill in`,
    cure: `remove \`${option}\`, or set the parameter with \`with\``,
  }));
  const naming = options.as !== undefined && command !== 'SEND_MSG';
  const waiting = options.eventually !== undefined && command !== 'LOGIN';
  return [
    ...idle,
    ...(naming ? [{ message: `${command} sends no message to name`, cure: 'remove `as`' }] : []),
    ...(waiting ? [{ message: '`eventually` is for LOGIN', cure: 'remove it' }] : []),
  ];
}

function accountless({ to, token }: CommandOptions): Complaint[] {
  return Object.entries({ to, token })
    .filter(([, actor]) => actor?.startsWith('guest') === true)
    .map(([option]) => ({
      message: `\`${option}\` names a guest, who has no account`,
      cure: `name another actor, or leave out \`${option}\` for one that belongs to nobody`,
    }));
}

function unknownParameters({ command, options, parameters }: Sending, { isOpen }: Bounds): Complaint[] {
  const set = Object.keys(options.with ?? {});
  const added = isOpen || options.malformed === true ? [] : set.filter((name) => !parameters.includes(name));
  const bare = options['no-colon'] === undefined ? [] : [options['no-colon']];
  const sent = [...parameters, ...set];
  const absent = [...(options.without ?? []), ...(options.order ?? []), ...bare].filter(
    (name) => !sent.includes(name),
  );
  return [...added, ...absent].map((name) => ({
    message: `${command} has no parameter \`${name}\``,
    cure: cureOfWord(name, parameters),
  }));
}

/** A command that lacks something must say so, or the player takes it for a mistake of ours. */
function hiddenDefects({ without = [], malformed, ...options }: CommandOptions): Complaint[] {
  if (malformed === true || (without.length === 0 && options['no-colon'] === undefined)) return [];
  return [{ message: 'the command lacks a parameter', cure: 'say that it is meant so: `malformed: true`' }];
}

const CUTS_IN_PARAMETERS = ['in-key', 'before-colon', 'after-colon', 'in-value', 'in-character'];

function senselessDelivery({ command, options, parameters }: Sending): Complaint[] {
  const { delivery, malformed, content, with: set = {} } = options;
  if (delivery === 'next' && malformed !== true) {
    return [{ message: '`next` is for a command that lacks something', cure: 'use `followed`' }];
  }
  if (delivery === 'followed' && malformed === true) {
    return [{ message: '`followed` is for a command that lacks nothing', cure: 'use `next`' }];
  }
  if (typeof delivery !== 'object') return [];
  if (parameters.length === 0 && CUTS_IN_PARAMETERS.includes(delivery.cut)) {
    const message = `${command} has no parameters to cut ${delivery.cut}`;
    return [{ message, cure: 'cut in-name or after-name' }];
  }
  const texts = [content ?? '', ...Object.values(set)].join('');
  if (delivery.cut !== 'in-character' || texts.length < new TextEncoder().encode(texts).length) return [];
  const message = 'no character of several bytes is there to be cut';
  return [{ message, cure: 'write one into the content, such as é' }];
}
