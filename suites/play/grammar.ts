import type { Protocol } from '../../spec/clause-schema.ts';
import type { Built } from './build.ts';

/**
 * The suite checks what it sends: what breaks the grammar without being marked so in its case is our own mistake and
 * must not be held against the target.
 * @returns what is wrong, or undefined
 */
export function grammarError(
  { command, bare }: Pick<Built, 'command' | 'bare'>,
  protocol: Protocol,
): string | undefined {
  const known = protocol.commands.find(({ name }) => name === command.name);
  if (known === undefined) return `${command.name} is no command`;
  if (bare !== undefined) return `the line "${bare}" has no colon`;
  for (const { key, value } of command.parameters) {
    if (key === '' || /[:\r\n]/.test(key)) return `"${key}" cannot be a key`;
    if (/[\r\n]/.test(value) && !isCounted(command.parameters, key))
      return `the value of ${key} holds a line break`;
  }
  const missing = known.parameters.find(({ name }) => !command.parameters.some(({ key }) => key === name));
  if (missing !== undefined) return `${command.name} lacks ${missing.name}`;
  return undefined;
}

/** The same for bytes written by hand: every line but the first has a colon, the first names a command. */
export function rawGrammarError(bytes: string, protocol: Protocol): string | undefined {
  const names = new Set<string>(protocol.commands.map(({ name }) => name));
  const lines = bytes.split('\n').filter((line) => line !== '');
  const wrong = lines.find((line, index) => !names.has(line) && (index === 0 || !line.includes(':')));
  return wrong === undefined
    ? undefined
    : `the line ${JSON.stringify(wrong)} is neither a command nor a parameter`;
}

/** Content may hold newlines when its length stands before it. */
function isCounted(parameters: Built['command']['parameters'], key: string): boolean {
  const keys = parameters.map((parameter) => parameter.key);
  return (
    key === 'content' && keys.includes('message-length') && keys.indexOf('message-length') < keys.indexOf(key)
  );
}
