/** What is told of a server that was started, in words for people. */
import { constants } from 'node:os';
import { escapeBytes } from '../../wire/escape.ts';
import type { Mask } from '../../wire/mask.ts';
import { showAddress, type Address } from '../profile.ts';
import type { Ready } from './launch.ts';
import type { Ending, Program } from './program.ts';

/** So much of what a server said last is told. */
const TOLD_LINES = 10;
const TOLD_CHARACTERS = 300;

/** `exit status 139 (SIGSEGV)`. */
export function endingWords(ending: Ending): string {
  switch (ending.kind) {
    case 'signal':
      return ending.signal;
    case 'unstarted':
      return ending.reason;
    case 'exit': {
      const meaning = meaningOf(ending.status);
      return `exit status ${ending.status}${meaning === undefined ? '' : ` (${meaning})`}`;
    }
  }
}

/** What a shell means by a status: its own complaints, and the signals that others died of. */
function meaningOf(status: number): string | undefined {
  if (status === 127) return 'command not found';
  if (status === 126) return 'not to be executed';
  return Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
}

/** What a server has not done that was waited for, and what to do about it. */
export interface Lateness {
  readonly ready: Ready;
  readonly address: Address;
  readonly startMs: number;
  /** The ports that it listens on. */
  readonly ports: readonly number[];
  readonly said: readonly string[];
}

export function latenessWords({ ready, address, startMs, ports, said }: Lateness): string[] {
  const place = showAddress(address);
  const within = `the server was not ready within ${startMs / 1000} s`;
  if (ready.kind === 'line')
    return [
      `${within}: it said no line that matches ${String(ready.pattern)}`,
      ...(said.length === 0 ? [SAID_NOTHING] : lastWords(said)),
    ];
  const others = ports.length === 0 ? [] : [otherPort(address, ports)];
  return [
    `${within}: nothing listens on ${place}`,
    ...others,
    ...lastWords(said),
    ...(others.length > 0 ? [] : [SLOW]),
  ];
}

function otherPort({ host }: Address, ports: readonly number[]): string {
  const [port = 0] = ports;
  const target = showAddress({ host, port });
  return `it listens on port ${ports.join(', ')}: have the command take {port} or $PORT, or say --target ${target}`;
}

const SLOW =
  'have the command take {port} or $PORT, name its port with --target, or give it longer with start-ms';
const SAID_NOTHING =
  'it said nothing at all: many programs keep their words back while no terminal reads them ' +
  '(setvbuf in C, python3 -u, stdbuf -oL); or wait for its port with ready: port';

/** The last words of a server, set apart from ours. */
export function lastWords(said: readonly string[]): string[] {
  return said.length === 0 ? ['it said nothing'] : ['it said last:', ...said.map((line) => `  ${line}`)];
}

/** What a program said last, fit to be shown. */
export function maskedWords(program: Program, mask: Mask): string[] {
  return program
    .lastLines(TOLD_LINES)
    .map((line) => escapeBytes(Buffer.from(line), { mask, limit: TOLD_CHARACTERS }));
}
