import type { Dialect } from '../../spec/dialect-schema.ts';
import type { Command } from '../../wire/command.ts';
import type { DataLine } from '../played.ts';
import { handwriting } from './handwriting.ts';
import { hearing } from './hearing.ts';
import { overlaid, overlayOf } from './overlay.ts';

/** What the values of further parameters are made of. */
export interface Facts {
  /** The id of the user who acts. */
  readonly ownId: number;
  /** The parameters by the protocol's names, those that are left out on purpose included. */
  readonly values: ReadonlyMap<string, string>;
  /** How many characters the target counts in the content. */
  readonly characters: number;
  /** Whether the parameters stand in an order of the case's own. */
  readonly isOrdered: boolean;
}

/**
 * How commands and answers are put on the wire of a target: as the protocol has them, or in a dialect. This is the one
 * place that knows of dialects; all others think in the protocol's own names.
 */
export interface Speech {
  /** The command as the target wants it. What lacks something on purpose lacks it there too. */
  readonly command: (command: Command, facts: Facts) => Command;
  /** The name of a parameter there. */
  readonly key: (command: string, key: string) => string;
  /** Bytes written by hand, with the names that are used there. */
  readonly text: (bytes: string) => string;
  /** Commands in hand-written bytes that cannot be put right by other names: they lack what the target wants besides. */
  readonly lacking: (bytes: string) => string[];
  /** A data line of a response, with the names of the protocol. */
  readonly data: (line: DataLine) => DataLine;
}

/** The protocol's own way. */
export const PLAIN: Speech = {
  command: (command) => command,
  key: (_command, key) => key,
  text: (bytes) => bytes,
  lacking: () => [],
  data: (line) => line,
};

/** @param random 0 up to, not including, 1; for nonces */
export function speechIn(dialect: Dialect, random: () => number): Speech {
  return {
    command(command, facts) {
      const overlay = overlayOf(dialect, command.name);
      return overlay === undefined ? command : overlaid(command, facts, { overlay, random });
    },
    key: (command, key) => overlayOf(dialect, command)?.rename[key] ?? key,
    ...handwriting(dialect),
    data: hearing(dialect.responses),
  };
}
