import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T11'],
  text: 'A newline within a message begins a new line of the response.',
  apply: (parts) => ({
    ...parts,
    encodeAnswer({ status, data, then }) {
      const lines = data.map(([key, value]) => `${key}:${value.replace(CONTENT, withoutEscapes)}\n`);
      const first = parts.encodeAnswer({ status, data: [], then });
      return Buffer.concat([first, Buffer.from(lines.join(''))]);
    },
  }),
};

/** The information's last field, with the end of the object. */
const CONTENT = /,"content":"(.*)"\}$/;

function withoutEscapes(_: string, content: string): string {
  return `} ${content.replaceAll('\\n', '\n')}`;
}
