/** Commands that need no case to be said, as the bytes that the target wants. */
import type { Account } from '../../target/profile.ts';
import type { Command } from '../../wire/command.ts';
import { encodeCommand, type Ending } from '../../wire/encode.ts';
import type { RunContext } from './context.ts';

/** What the bytes of a command depend on besides the command. */
export interface Speaking {
  readonly speech: RunContext['speech'];
  readonly learnt: { readonly ending: Ending };
}

/** A user as far as commands tell of one; without an id, one that there is not. */
export type Speaker = Pick<Account, 'token'> & Partial<Pick<Account, 'id'>>;

export function sayLogin(user: Speaker, speaking: Speaking): Buffer {
  return say({ name: 'LOGIN', parameters: [{ key: 'api-token', value: user.token }] }, user, speaking);
}

export function sayPoll(user: Speaker, speaking: Speaking): Buffer {
  const parameters = [{ key: 'token', value: user.token }];
  return say({ name: 'NEW_CHG_AVAILABLE', parameters }, user, speaking);
}

export function sayGoodbye(user: Partial<Speaker>, speaking: Speaking): Buffer {
  return say({ name: 'DISCONNECTED', parameters: [] }, user, speaking);
}

function say(command: Command, { id = 0 }: Partial<Speaker>, { speech, learnt }: Speaking): Buffer {
  const values = new Map(command.parameters.map(({ key, value }) => [key, value]));
  const facts = { ownId: id, values, characters: 0, isOrdered: false };
  return encodeCommand(speech.command(command, facts), learnt.ending);
}
