import { changingUpdates } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'An update is cut to what a buffer of 128 bytes holds.',
  apply: (parts) =>
    changingUpdates(parts, (edit) => Promise.resolve({ ...edit, content: edit.content.slice(0, 127) })),
};
