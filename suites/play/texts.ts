/**
 * Placeholders in the texts of a case, filled in when it is played:
 * `{unique}` `{text:N}` `{limit}` `{fill:limit}` `{fill:limit+1}` `{accents:limit}` `{right}` `{unknown-id}`
 * `{unknown-token}` `{actor.id}` `{actor.token}` `{actor.token:prefix|longer|other-case|other-first|other-last|quoted}`
 * `{message.id}`.
 */
import type { TextContext } from './context.ts';

/** A text could not be filled in: the target has not told what is needed for it. */
export class Unfillable extends Error {}

/** @throws Unfillable when a message's id is not known; Error when the placeholder means nothing. */
export function fillText(text: string, context: TextContext, right = ''): string {
  return text.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = valueOf(name, context, right);
    if (value === undefined && !/^[a-z][a-z0-9-]*([.:][a-z0-9+:-]+)?$/.test(name)) return whole;
    if (value === undefined) throw new Error(`unknown placeholder ${whole}`);
    return value;
  });
}

/** Whether a text names the unknown id, so that no message is meant by it. */
export function messageId(ref: string, context: TextContext): string {
  const message = context.messages.get(ref);
  if (message === undefined) return String(context.unknown.id);
  if (message.id === undefined)
    throw new Unfillable('the target tells no message ids, neither to the sender nor to the recipient');
  return message.id;
}

function valueOf(name: string, context: TextContext, right: string): string | undefined {
  switch (name) {
    case 'unique':
      return context.nonce;
    case 'right':
      return right;
    case 'unknown-id':
      return String(context.unknown.id);
    case 'unknown-token':
      return context.unknown.token;
    case 'limit':
      return String(limitOf(context));
    case 'accents:limit':
      return context.nonce.padEnd(limitOf(context), 'é').slice(0, limitOf(context));
  }
  const text = /^text:(\d+)$/.exec(name);
  if (text) return ascii(Number(text[1]), context.nonce);
  const fill = /^fill:limit(\+1)?$/.exec(name);
  if (fill) return ascii(limitOf(context) + (fill[1] === undefined ? 0 : 1), context.nonce);
  const [owner = '', field = ''] = name.split('.');
  const account = context.accounts.get(owner);
  if (account !== undefined)
    return field === 'id' ? String(account.id) : token(account.token, field, context);
  return field === 'id' ? messageId(owner, context) : undefined;
}

function limitOf({ peer }: TextContext): number {
  const limit = peer.profile.limits.messageLength;
  if (limit === undefined) throw new Error('no message length is declared');
  return limit;
}

/** `length` ASCII characters that begin with the nonce. */
function ascii(length: number, nonce: string): string {
  const words = `${nonce} lorem ipsum dolor sit amet, `;
  const text = words.repeat(Math.ceil(length / words.length)).slice(0, length);
  return text.endsWith(' ') ? `${text.slice(0, -1)}.` : text;
}

function token(own: string, field: string, { peer }: TextContext): string | undefined {
  if (field === 'token') return own;
  const form = /^token:(.*)$/.exec(field)?.[1] ?? '';
  if (!isTokenForm(form)) return undefined;
  const made = tokenForms[form](own);
  if (made === '' || peer.profile.accounts.some((account) => account.token === made))
    throw new Unfillable('what this case makes of a token is the token of an account');
  return made;
}

function isTokenForm(form: string): form is keyof typeof tokenForms {
  return Object.hasOwn(tokenForms, form);
}

/** What a case can make of a token. */
export const tokenForms = {
  prefix: (own: string) => own.slice(0, -1),
  longer: (own: string) => `${own}0`,
  'other-case': (own: string) =>
    own.replace(/[a-z]|[A-Z]/g, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    ),
  'other-first': (own: string) => otherSign(own.slice(0, 1)) + own.slice(1),
  'other-last': (own: string) => own.slice(0, -1) + otherSign(own.slice(-1)),
  quoted: (own: string) => `'${own}'`,
} as const;

/** Another sign, such that a token in hexadecimal digits stays one. */
function otherSign(sign: string): string {
  return sign === 'e' ? 'd' : 'e';
}
