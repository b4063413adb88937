import { countCodePoints } from './code-points.ts';
import type { Command, Parameter } from './command.ts';

/** The parameters a command takes, by key. */
export interface CommandForm {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Every command there is, by its name. */
export type CommandGrammar = ReadonlyMap<string, CommandForm>;

/** What a decoder makes of the bytes. A malformed frame holds what was understood of the command, if anything was. */
export type CommandFrame =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'malformed'; readonly reason: string; readonly command?: Command };

interface Unfinished {
  readonly name: string;
  readonly form: CommandForm;
  readonly parameters: Parameter[];
}

/**
 * Puts commands together from their lines. A command is complete once it has all required parameters. Behind a malformed
 * one the lines are lost up to the next command name, so that one mistake yields one frame.
 */
export class CommandAssembly {
  readonly #grammar: CommandGrammar;
  #unfinished: Unfinished | undefined;
  #lost = false;

  constructor(grammar: CommandGrammar) {
    this.#grammar = grammar;
  }

  /** A command has begun and is not complete. */
  get begun(): boolean {
    return this.#unfinished !== undefined;
  }

  /** A malformed command is behind us and no command name has come since. */
  get lost(): boolean {
    return this.#lost;
  }

  /** How many characters the content has, when a length came before it. Such content may hold newlines. */
  get contentLength(): number | undefined {
    if (this.#unfinished === undefined || valueOf(this.#unfinished, 'content') !== undefined)
      return undefined;
    const length = valueOf(this.#unfinished, 'message-length');
    return length === undefined ? undefined : Number(length);
  }

  /** Takes a line without its end. Counted content makes one line with its key, whatever it holds. No text: not UTF-8. */
  line(text: string | undefined): CommandFrame[] {
    if (text === undefined) return this.fail('text is not UTF-8');
    const form = this.#grammar.get(text);
    if (form !== undefined) return this.#begin(text, form);
    if (this.#unfinished !== undefined) return this.#parameter(this.#unfinished, text);
    return text === '' ? [] : this.fail('no such command');
  }

  /** Gives up what has begun. Silent while lines are lost anyway. */
  fail(reason: string): CommandFrame[] {
    if (this.#lost) return [];
    const unfinished = this.#unfinished;
    this.#unfinished = undefined;
    this.#lost = true;
    return [{ kind: 'malformed', reason, ...(unfinished && { command: commandOf(unfinished) }) }];
  }

  /** No more lines belong to what has begun. The next line begins anew. */
  end(): CommandFrame[] {
    const frames = this.#giveUpUnfinished();
    this.#lost = false;
    return frames;
  }

  #begin(name: string, form: CommandForm): CommandFrame[] {
    return [...this.end(), ...this.#completeOrKeep({ name, form, parameters: [] })];
  }

  #parameter(unfinished: Unfinished, text: string): CommandFrame[] {
    const colon = text.indexOf(':');
    if (colon === -1) return this.fail('a parameter line has no colon');
    return this.#add(unfinished, { key: text.slice(0, colon), value: text.slice(colon + 1) });
  }

  #add(unfinished: Unfinished, parameter: Parameter): CommandFrame[] {
    const { key, value } = parameter;
    const { required, optional } = unfinished.form;
    // Reasons reach the client, so they hold nothing a client made up.
    if (!required.includes(key) && !optional.includes(key)) return this.fail('unknown parameter');
    if (valueOf(unfinished, key) !== undefined) return this.fail(`${key} is given twice`);
    if (key === 'message-length' && !/^\d+$/.test(value)) return this.fail('message-length is not a number');
    return this.#completeOrKeep({ ...unfinished, parameters: [...unfinished.parameters, parameter] });
  }

  #completeOrKeep(command: Unfinished): CommandFrame[] {
    this.#unfinished = command;
    if (missing(command) !== undefined) return [];
    if (!lengthAgrees(command)) return this.fail('message-length is not the length of content');
    this.#unfinished = undefined;
    return [{ kind: 'command', command: commandOf(command) }];
  }

  #giveUpUnfinished(): CommandFrame[] {
    if (this.#unfinished === undefined) return [];
    return this.fail(`${missing(this.#unfinished) ?? 'a parameter'} is missing`);
  }
}

function missing({ form, parameters }: Unfinished): string | undefined {
  return form.required.find((key) => !parameters.some((parameter) => parameter.key === key));
}

function lengthAgrees(command: Unfinished): boolean {
  const length = valueOf(command, 'message-length');
  return length === undefined || countCodePoints(valueOf(command, 'content') ?? '') === Number(length);
}

function valueOf({ parameters }: Unfinished, key: string): string | undefined {
  return parameters.find((parameter) => parameter.key === key)?.value;
}

function commandOf({ name, parameters }: Unfinished): Command {
  return { name, parameters };
}
