/** One parameter line of a command. The key holds no colon and no newline; the value is the rest of the line. */
export interface Parameter {
  readonly key: string;
  readonly value: string;
}

/** A command as it stands on the wire: its name, then its parameters in the order they are sent. */
export interface Command {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}
