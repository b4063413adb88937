import type { CommandFrame } from '../../wire/command-assembly.ts';
import { aroundDecoders } from '../around/reading.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T16'],
  text: 'Parameters in another order than the protocol writes them are malformed.',
  hides: [],
  apply: (parts) =>
    aroundDecoders(parts, () => ({
      push: (decoder, chunk) =>
        decoder.push(chunk).map((frame): CommandFrame => {
          if (frame.kind === 'malformed') return frame;
          const { name, parameters } = frame.command;
          const required = parts.commands.get(name)?.required ?? [];
          const given = parameters.map(({ key }) => key).filter((key) => required.includes(key));
          const isInOrder = required.every((key, at) => given[at] === key);
          return isInOrder ? frame : { kind: 'malformed', reason: 'parameters stand in another order' };
        }),
    })),
};
