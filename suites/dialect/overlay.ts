import type { CommandOverlay, Dialect } from '../../spec/dialect-schema.ts';
import type { Command, Parameter } from '../../wire/command.ts';
import type { Facts } from './speech.ts';

interface Means {
  readonly overlay: CommandOverlay;
  readonly random: () => number;
}

/** What a dialect says of a command, if anything. */
export function overlayOf({ commands }: Pick<Dialect, 'commands'>, name: string): CommandOverlay | undefined {
  return Object.entries(commands).find(([command]) => command === name)?.[1];
}

/**
 * A command with the names, further parameters and order that a dialect gives it. A parameter that the case sets
 * itself is not added again; an order that the case wants stays.
 */
export function overlaid(command: Command, facts: Facts, means: Means): Command {
  const { called, rename, add, order } = means.overlay;
  const renamed = command.parameters.map(({ key, value }) => ({ key: rename[key] ?? key, value }));
  const added = Object.entries(add)
    .filter(([key]) => !renamed.some((parameter) => parameter.key === key))
    .map(([key, value]) => ({ key, value: filled(value, facts, means.random) }));
  const parameters = [...renamed, ...added];
  return {
    name: called ?? command.name,
    parameters: order === undefined || facts.isOrdered ? parameters : inOrder(parameters, order),
  };
}

function filled(value: string, facts: Facts, random: () => number): string {
  return value.replace(/\{([^{}]*)\}/g, (_, word: string) => {
    switch (word) {
      case 'characters':
        return String(facts.characters);
      case 'bytes':
        return String(Buffer.byteLength(facts.values.get('content') ?? ''));
      case 'own-id':
        return String(facts.ownId);
      case 'nonce':
        return nonce(random);
      default:
        return facts.values.get(word) ?? '';
    }
  });
}

/** Sixteen letters and digits. */
function nonce(random: () => number): string {
  return Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join('');
}

function inOrder(parameters: readonly Parameter[], order: readonly string[]): Parameter[] {
  const rank = ({ key }: Parameter): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...parameters].sort((one, other) => rank(one) - rank(other));
}
