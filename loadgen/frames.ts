import { encodeCommand, type Ending } from '../wire/encode.ts';
import type { Parameter } from '../wire/command.ts';
import type { CommandKind } from './plan.ts';
import type { User } from './user.ts';

/** How many digits of a content tell which of the user's commands it is. */
export const NUMBER_DIGITS = 11;
const NUMBERS = 10 ** NUMBER_DIGITS;

/** What a user's frames are made of. `tag` tells the messages of one run from those of another; letters and digits. */
export interface FrameStyle {
  readonly user: User;
  readonly ending: Ending;
  readonly tag: string;
}

/** A command as it goes over the wire. `numberAt`: where the digits of its content begin; -1 where there are none. */
export interface Frame {
  readonly kind: CommandKind;
  readonly bytes: Buffer;
  readonly numberAt: number;
}

/** What makes a frame of its kind one of its own. */
export interface Particulars {
  /** Of this command among those of the user, from 0. */
  readonly number: number;
  /** The length of the content, in characters. */
  readonly size: number;
  /** The message that is updated or deleted. */
  readonly messageId?: number | undefined;
}

/** The LOGIN of a user. */
export function loginFrame({ user, ending }: FrameStyle): Buffer {
  return encodeCommand({ name: 'LOGIN', parameters: [parameter('api-token', user.account.token)] }, ending);
}

/** A command of a user. */
export function frameOf(kind: CommandKind, style: FrameStyle, particulars: Particulars): Frame {
  const token = parameter('token', style.user.account.token);
  const messageId = parameter('message-id', String(particulars.messageId ?? 0));
  switch (kind) {
    case 'poll':
      return framed(kind, 'NEW_CHG_AVAILABLE', { style, parameters: [token] });
    case 'delete':
      return framed(kind, 'DEL_MSG', { style, parameters: [token, messageId] });
    case 'update':
      return framed(kind, 'UPDT_MSG', {
        style,
        parameters: [token, messageId, contentOf(style, particulars)],
      });
    case 'send': {
      const content = contentOf(style, particulars);
      const recipient = parameter('recipient-id', String(style.user.recipientId));
      const length = parameter('message-length', String(content.value.length));
      return framed(kind, 'SEND_MSG', { style, parameters: [token, recipient, length, content] });
    }
  }
}

function framed(
  kind: CommandKind,
  name: string,
  { style, parameters }: { style: FrameStyle; parameters: readonly Parameter[] },
): Frame {
  const bytes = encodeCommand({ name, parameters }, style.ending);
  const stamp = stampOf(style, 0).slice(0, -NUMBER_DIGITS);
  const found = bytes.lastIndexOf(`\ncontent:${stamp}`);
  return { kind, bytes, numberAt: found === -1 ? -1 : found + '\ncontent:'.length + stamp.length };
}

/** `tag-user-number` once, so that no two messages are alike, and filling up to the size; filling alone where it is short. */
function contentOf(style: FrameStyle, { number, size }: Particulars): Parameter {
  const stamp = stampOf(style, number);
  const head = size >= stamp.length ? `${stamp} ` : '';
  const filling = FILLING.repeat(Math.ceil(size / FILLING.length));
  return parameter('content', `${head}${filling}`.slice(0, size));
}

function stampOf({ tag, user }: FrameStyle, number: number): string {
  return `${tag}-${user.account.id}-${String(number % NUMBERS).padStart(NUMBER_DIGITS, '0')}`;
}

/** Plain ASCII: a character is a byte, and every server counts it as one. */
const FILLING = 'is what a load run says to you; it means nothing, and nobody has to read it. ';

function parameter(key: string, value: string): Parameter {
  return { key, value };
}
