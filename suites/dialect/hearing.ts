import type { Dialect } from '../../spec/dialect-schema.ts';
import type { DataLine } from '../played.ts';

/**
 * Gives data lines the names of the protocol. A target that uses the protocol's own `type` or `message-id` is understood
 * as well; its own `message` beside the one that the dialect renames is a text for people (T6), and kept apart.
 */
export function hearing({ keys, changes }: Dialect['responses']): (line: DataLine) => DataLine {
  const keyThere = new Map(Object.entries(keys).map(([key, there]) => [there, key]));
  const changeThere = new Map(Object.entries(changes).map(([change, there]) => [there, change]));
  const keyOf = (key: string): string => {
    const known = keyThere.get(key);
    if (known !== undefined) return known;
    return key === 'message' && keys.message !== undefined ? 'message (for people)' : key;
  };
  return ({ key, value }) => {
    const name = keyOf(key);
    return { key: name, value: name === 'type' ? (changeThere.get(value.trim()) ?? value) : value };
  };
}
