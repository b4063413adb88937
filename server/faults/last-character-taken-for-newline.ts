import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T1', 'T2'],
  text: 'Where the last line of a command does not end with a newline, its last character is lost.',
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      end: (decoder) =>
        decoder.end().map((frame) => {
          if (frame.kind === 'malformed') return frame;
          const { name, parameters } = frame.command;
          const cut = parameters.map(({ key, value }, at) => ({
            key,
            value: at === parameters.length - 1 ? value.slice(0, -1) : value,
          }));
          return { kind: 'command', command: { name, parameters: cut } };
        }),
    })),
};
