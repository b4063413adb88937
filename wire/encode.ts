import type { Command } from './command.ts';
import type { Status } from './status.ts';

/** What stands behind the last line of a command: the protocol leaves open whether its newline separates or ends. */
export type Ending = 'newline' | 'none' | 'empty-line';

const ENDINGS: Record<Ending, string> = { newline: '\n', none: '', 'empty-line': '\n\n' };

/** The bytes of one command, UTF-8. Writes what it is given: whether it makes sense is for the caller to know. */
export function encodeCommand(command: Command, ending: Ending = 'newline'): Buffer {
  const lines = [command.name, ...command.parameters.map(({ key, value }) => `${key}:${value}`)];
  return Buffer.from(lines.join('\n') + ENDINGS[ending]);
}

/**
 * The bytes of one response, UTF-8: the status line and its data lines, each with its newline.
 * @throws RangeError when a key or value would start a line of its own, since a client could not tell it from data.
 */
export function encodeResponse(status: Status, data: readonly (readonly [string, string])[] = []): Buffer {
  const lines: string[] = [status];
  for (const [key, value] of data) {
    if (/[\r\n:]/.test(key) || /[\r\n]/.test(value))
      throw new RangeError(`a data line holds a line break: ${key}`);
    lines.push(`${key}:${value}`);
  }
  return Buffer.from(lines.join('\n') + '\n');
}
