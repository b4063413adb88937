import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2', 'T23'],
  text: 'A parameter that a command lacks is taken from an earlier one.',
  apply: (parts) =>
    aroundDecoders(parts, () => {
      const known = new Map<string, string>();
      const fill = (frame: CommandFrame): CommandFrame => {
        const { command } = frame;
        if (command === undefined) return frame;
        for (const { key, value } of command.parameters) known.set(key, value);
        if (frame.kind === 'command') return frame;
        const keys = parts.commands.get(command.name)?.required ?? [];
        const parameters = keys.flatMap((key) => {
          const value = known.get(key);
          return value === undefined ? [] : [{ key, value }];
        });
        return parameters.length === keys.length
          ? { kind: 'command', command: { name: command.name, parameters } }
          : frame;
      };
      return { push: (decoder, chunk) => decoder.push(chunk).map(fill) };
    }),
};
