import type { CommandForm } from '../../wire/command-assembly.ts';
import type { Answer } from '../answer.ts';
import type { Client } from '../client.ts';
import type { Parts } from '../parts.ts';
import type { Account } from '../store/accounts.ts';

/** A well-formed command, where it came from, and what there is to answer it with. */
export interface Request {
  readonly client: Client;
  readonly parts: Parts;
  /** By key. All required parameters are there. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A request of somebody who is logged in and showed their token again. */
export interface UserRequest extends Request {
  readonly account: Account;
}

/** One command: what it takes and what it does. A handler that throws costs its connection. */
export interface CommandHandler extends CommandForm {
  handle(request: Request): Promise<Answer>;
}

/** The value of a required parameter. */
export function valueOf({ parameters }: Request, key: string): string {
  const value = parameters.get(key);
  if (value === undefined) throw new Error(`a decoded command lacks its required ${key}`);
  return value;
}
