import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'Message information is the columns of the table, with bars between them.',
  hides: ['M7', 'U2', 'T11', 'M6'],
  apply: (parts) => ({
    ...parts,
    describeChange(change) {
      if (change.type === 'message_deleted') return parts.describeChange(change);
      const columns = Object.values(change.message).map((value) => escaped(String(value)));
      return [
        ['type', change.type],
        ['message', columns.join('|')],
      ];
    },
  }),
};

/** Keeps whatever it is on one line, and apart from the separators. */
function escaped(text: string): string {
  return text.replace(/[\\\n\r;|=]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}
