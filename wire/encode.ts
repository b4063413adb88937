import type { Command } from './command.ts';
import { readStatusForm, type Status } from './status.ts';

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
 * @throws RangeError when a client could not read a key and value back: an empty key, a key with a colon, a line break
 * in either, or a line that has the form of a status.
 */
export function encodeResponse(status: Status, data: readonly (readonly [string, string])[] = []): Buffer {
  const lines: string[] = [status];
  for (const [key, value] of data) {
    const line = `${key}:${value}`;
    if (/^$|[\r\n:]/.test(key) || /[\r\n]/.test(value) || readStatusForm(line) !== undefined)
      throw new RangeError(`this does not make one data line: ${JSON.stringify(line)}`);
    lines.push(line);
  }
  return Buffer.from(lines.join('\n') + '\n');
}
