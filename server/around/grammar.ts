import { CommandDecoder } from '../../wire/command-decoder.ts';
import type { CommandHandler } from '../commands/handler.ts';
import type { Parts } from '../parts.ts';

/** A command as a server of other names takes it. */
export interface OtherForm {
  /** Its name there, if that is another one. */
  readonly called?: string;
  /** The parameters it wants there. */
  readonly required: readonly string[];
  /** What those stand for that are named otherwise, by their names there. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Reads commands in other forms than those of the protocol, which it does not take any more. */
export function takingInstead(parts: Parts, forms: Readonly<Record<string, OtherForm>>): Parts {
  const commands = new Map(
    [...parts.commands].map(([name, handler]): [string, CommandHandler] => {
      const form = forms[name];
      return form === undefined ? [name, handler] : [form.called ?? name, inForm(handler, form)];
    }),
  );
  return { ...parts, commands, createDecoder: () => new CommandDecoder(commands, parts.options) };
}

function inForm(handler: CommandHandler, { required, names = {} }: OtherForm): CommandHandler {
  return {
    required,
    optional: [],
    handle(request) {
      const parameters = new Map([...request.parameters].map(([key, value]) => [names[key] ?? key, value]));
      return handler.handle({ ...request, parameters });
    },
  };
}
