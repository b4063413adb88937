import { CHANGES } from '../../spec/case-schema.ts';
import type { Protocol } from '../../spec/clause-schema.ts';
import { DATA_KEYS, type CommandOverlay, type Dialect } from '../../spec/dialect-schema.ts';
import type { CommandName } from '../../spec/verbs.ts';

/** One point in which a target departs from the protocol, as its dialect says. */
export interface Deviation {
  /** `dialect/send-msg/recipient-id`: what stays when the names there change. */
  readonly id: string;
  /** What a right server does, in one sentence. */
  readonly title: string;
  /** The clause that a server breaks which does not. */
  readonly clause: string;
  /** What the protocol has. */
  readonly right: string;
  /** What the dialect does instead, as it goes on behind its name: `says receiver-id for recipient-id`. */
  readonly instead: string;
  /** The case that fails on such a server; undefined where it would cost an account for good. */
  readonly shownBy: string | undefined;
  /** All of the dialect but this. */
  readonly without: Dialect;
}

/** What a command is for, and the case that shows that it works. */
const OF_COMMAND: Readonly<Record<CommandName, { clause: string; shownBy?: string }>> = {
  LOGIN: { clause: 'L1', shownBy: 'login/ok' },
  DISCONNECTED: { clause: 'D1', shownBy: 'disconnected/frees-user' },
  SEND_MSG: { clause: 'M1', shownBy: 'send/from-pro' },
  UPDT_MSG: { clause: 'U1', shownBy: 'update/ok' },
  DEL_MSG: { clause: 'X1', shownBy: 'delete/ok' },
  NEW_CHG_AVAILABLE: { clause: 'N1', shownBy: 'poll/new-message' },
  BLOCK_USER: { clause: 'B1', shownBy: 'block/by-pro' },
  BAN_USER: { clause: 'B1' },
};

const OF_KEY = {
  type: { clause: 'N1', shownBy: 'poll/new-message' },
  message: { clause: 'N2', shownBy: 'poll/new-message' },
  'message-id': { clause: 'N3', shownBy: 'delete/ok' },
} as const;

const OF_CHANGE = {
  new_message: 'poll/new-message',
  message_updated: 'update/ok',
  message_deleted: 'delete/ok',
} as const;

/** Every point in which a dialect departs from the protocol, command by command, then what answers look like. */
export function deviationsOf(dialect: Dialect, { commands }: Pick<Protocol, 'commands'>): Deviation[] {
  const ofCommands = commands.flatMap(({ name, slug, parameters }) => {
    const overlay = dialect.commands[name];
    if (overlay === undefined) return [];
    const known = parameters.map((parameter) => parameter.name);
    return ofCommand(overlay, { dialect, name, slug, known });
  });
  return [...ofCommands, ...ofResponses(dialect)];
}

interface Command {
  readonly dialect: Dialect;
  readonly name: CommandName;
  readonly slug: string;
  /** Its parameters, as the protocol names and orders them. */
  readonly known: readonly string[];
}

/** A point of a command: its words, and what its overlay would be without it. */
type Point = Pick<Deviation, 'title' | 'right' | 'instead'> & { what: string; rest: CommandOverlay };

function ofCommand(overlay: CommandOverlay, command: Command): Deviation[] {
  const { dialect, name, slug } = command;
  const points = [
    ...ofName(overlay, command),
    ...ofRenames(overlay, command),
    ...ofAdditions(overlay, command),
    ...ofOrder(overlay, command),
  ];
  return points.map(({ what, rest, ...words }) => ({
    id: `dialect/${slug}/${what}`,
    ...words,
    clause: OF_COMMAND[name].clause,
    shownBy: OF_COMMAND[name].shownBy,
    without: { ...dialect, commands: { ...dialect.commands, [name]: rest } },
  }));
}

function ofName({ called, rename, add, order }: CommandOverlay, { name }: Command): Point[] {
  if (called === undefined) return [];
  const rest = { rename, add, ...(order !== undefined && { order }) };
  return [
    {
      what: 'command-name',
      title: `${name} is known by this name`,
      right: name,
      instead: `says ${called} for ${name}`,
      rest,
    },
  ];
}

function ofRenames(overlay: CommandOverlay, { name }: Command): Point[] {
  const { rename, order } = overlay;
  return Object.entries(rename).map(([key, there]) => ({
    what: slugged(key),
    title: `${name} takes ${key} by this name`,
    right: key,
    instead: `says ${there} for ${key}`,
    rest: {
      ...overlay,
      rename: without(rename, key),
      ...(order !== undefined && { order: order.map((each) => (each === there ? key : each)) }),
    },
  }));
}

function ofAdditions(overlay: CommandOverlay, { name }: Command): Point[] {
  return Object.entries(overlay.add).map(([key, value]) => ({
    what: slugged(key),
    title: `${name} does without ${key}`,
    right: `no ${key}`,
    instead: `adds ${key}:${value}`,
    rest: { ...overlay, add: without(overlay.add, key) },
  }));
}

/** Where a further parameter stands is a part of its being there; the protocol's own may be in another order, too. */
function ofOrder({ order, ...rest }: CommandOverlay, { name, known }: Command): Point[] {
  const named = (order ?? []).map((there) => keyOf(there, rest.rename)).filter((key) => known.includes(key));
  const there = [...named, ...known.filter((key) => !named.includes(key))];
  if (there.every((key, index) => key === known[index])) return [];
  const title = `${name} takes its parameters in the order of the protocol`;
  return [
    { what: 'parameter-order', title, right: known.join(', '), instead: `wants ${there.join(', ')}`, rest },
  ];
}

function ofResponses(dialect: Dialect): Deviation[] {
  const { responses } = dialect;
  const { keys, changes } = responses;
  return [
    ...DATA_KEYS.flatMap((key) => {
      const there = keys[key];
      if (there === undefined) return [];
      const title = `Responses call ${key} by this name`;
      const rest = { ...responses, keys: without(keys, key) };
      return [{ what: key, title, right: key, instead: `says ${there} for ${key}`, rest, ...OF_KEY[key] }];
    }),
    ...CHANGES.flatMap((change) => {
      const there = changes[change];
      if (there === undefined) return [];
      const title = `Responses call a change ${change} by this word`;
      const rest = { ...responses, changes: without(changes, change) };
      const shown = { clause: 'N1', shownBy: OF_CHANGE[change] };
      return [
        {
          what: slugged(change),
          title,
          right: change,
          instead: `says ${there} for ${change}`,
          rest,
          ...shown,
        },
      ];
    }),
  ].map(({ what, rest, ...deviation }) => ({
    id: `dialect/responses/${what}`,
    ...deviation,
    without: { ...dialect, responses: rest },
  }));
}

/** A name as part of an id. */
function slugged(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function keyOf(there: string, rename: Readonly<Record<string, string>>): string {
  return Object.entries(rename).find(([, name]) => name === there)?.[0] ?? there;
}
