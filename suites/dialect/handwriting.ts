import { COMMANDS } from '../../spec/case-schema.ts';
import type { Dialect } from '../../spec/dialect-schema.ts';
import { overlayOf } from './overlay.ts';

/** Commands whose names others begin with come behind those. */
const NAMES = [...COMMANDS].sort((one, other) => other.length - one.length);

/**
 * Puts the names of a dialect into bytes written by hand, line by line, in front of the first colon alone: what is odd
 * about them on purpose stays odd. Content that goes on over several lines is left as it is.
 */
export function handwriting(dialect: Dialect): {
  text: (bytes: string) => string;
  lacking: (bytes: string) => string[];
} {
  return {
    text: (bytes) => translated(bytes, dialect),
    lacking: (bytes) => NAMES.filter((name) => wantsMore(dialect, name) && isGiven(name, bytes)),
  };
}

/** Names can be replaced where they stand; what has to be added, or to come in another order, cannot. */
function wantsMore(dialect: Dialect, name: string): boolean {
  const overlay = overlayOf(dialect, name);
  return overlay !== undefined && (Object.keys(overlay.add).length > 0 || overlay.order !== undefined);
}

/** Whether the bytes give this command, and not one that is only called alike. */
function isGiven(name: string, bytes: string): boolean {
  return bytes.split('\n').some((line) => line.trim().toUpperCase() === name);
}

interface Line {
  readonly text: string;
  /** The command that is named in it, or that it belongs to. */
  readonly command: string | undefined;
  readonly isContent: boolean;
}

function linesOf(bytes: string): Line[] {
  let command: string | undefined;
  let isContent = false;
  return bytes.split('\n').map((text) => {
    const named = isContent && !NAMES.some((name) => name === text) ? undefined : nameIn(headOf(text));
    if (named !== undefined) isContent = false;
    command = named ?? command;
    const line = { text, command, isContent };
    isContent ||= /^content\s*:/.test(text);
    return line;
  });
}

function translated(bytes: string, dialect: Dialect): string {
  return linesOf(bytes)
    .map(({ text, command, isContent }) => {
      if (isContent) return text;
      const head = headOf(text);
      return named(head, command, dialect) + text.slice(head.length);
    })
    .join('\n');
}

/** What stands in front of a value: the name of a command, a key, or both where they share a line. */
function headOf(text: string): string {
  return text.slice(0, `${text}:`.indexOf(':'));
}

function nameIn(head: string): string | undefined {
  return NAMES.find((name) => head.toUpperCase().includes(name));
}

function named(head: string, command: string | undefined, dialect: Dialect): string {
  const rename = renaming(command, dialect);
  const keyed = head.replace(/[^\s\0]+(?=\s*$)/, (word) => rename[word] ?? word);
  const called = command === undefined ? undefined : overlayOf(dialect, command)?.called;
  if (command === undefined || called === undefined) return keyed;
  return keyed.replace(command, called).replace(command.toLowerCase(), called.toLowerCase());
}

/** A parameter whose command came in earlier bytes is that of whichever command is known to rename it. */
function renaming(command: string | undefined, dialect: Dialect): Readonly<Record<string, string>> {
  if (command !== undefined) return overlayOf(dialect, command)?.rename ?? {};
  return Object.fromEntries(Object.values(dialect.commands).flatMap(({ rename }) => Object.entries(rename)));
}
