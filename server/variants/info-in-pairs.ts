import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'Message information is name=value pairs between semicolons, with signs of its own escaped.',
  hides: ['M7', 'U2', 'T11', 'M6'],
  apply: (parts) => ({
    ...parts,
    describeChange(change) {
      if (change.type === 'message_deleted') return parts.describeChange(change);
      const pairs = Object.entries(change.message).map(
        ([name, value]) => `${name}=${escaped(String(value))}`,
      );
      return [
        ['type', change.type],
        ['message', pairs.join(';')],
      ];
    },
  }),
};

/** Keeps whatever it is on one line, and apart from the separators. */
function escaped(text: string): string {
  return text.replace(/[\\\n\r;|=]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}
