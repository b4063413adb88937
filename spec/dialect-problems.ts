/** What makes no sense in a dialect, though its form is right. */
import type { Protocol } from './clause-schema.ts';
import { COMPUTED, DATA_KEYS, type CommandOverlay, type Dialect } from './dialect-schema.ts';
import { cureOfWord } from './explain.ts';
import type { Path, Problem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** Where a dialect stands: the top of a file of its own, or a part of a profile. */
export interface DialectPlace {
  readonly read: YamlFile;
  readonly path: Path;
}

/** Everything in a dialect that does not fit the commands of the protocol, or itself. */
export function dialectProblems(dialect: Dialect, place: DialectPlace, { commands }: Protocol): Problem[] {
  const { keys, changes } = dialect.responses;
  const faults = [
    ...commands.flatMap(({ name, parameters }) => {
      const known = parameters.map((parameter) => parameter.name);
      const overlay = dialect.commands[name];
      return overlay === undefined ? [] : commandFaults(overlay, { path: ['commands', name], name, known });
    }),
    ...twins(
      commands.map(({ name }) => ({
        path: ['commands', name, 'called'],
        name: dialect.commands[name]?.called ?? name,
        isOwn: dialect.commands[name]?.called !== undefined,
      })),
    ),
    ...twins(
      DATA_KEYS.map((key) => ({
        path: ['responses', 'keys', key],
        name: keys[key] ?? key,
        isOwn: keys[key] !== undefined,
      })),
    ),
    ...twins(
      Object.entries(changes).map(([word, name]) => ({
        path: ['responses', 'changes', word],
        name,
        isOwn: true,
      })),
    ),
    ...sameness(dialect),
    ...nothing(dialect),
  ];
  return faults.map((fault) => toProblem(fault, place));
}

interface Fault {
  readonly path: Path;
  /** Whether it is the key that ends `path` that is wrong, not what stands under it. */
  readonly isKey?: true;
  readonly message: string;
  readonly cure: string;
}

interface Command {
  readonly path: Path;
  readonly name: string;
  /** Its parameters, as the protocol names them. */
  readonly known: readonly string[];
}

function commandFaults(overlay: CommandOverlay, command: Command): Fault[] {
  const { path, name, known } = command;
  const { rename, add, order = [] } = overlay;
  const names = [
    ...known.map((key) => ({
      path: [...path, 'rename', key],
      name: rename[key] ?? key,
      isOwn: key in rename,
    })),
    ...Object.keys(add).map((key) => ({ path: [...path, 'add', key], name: key, isOwn: true })),
  ];
  const there = names.map((each) => each.name);
  return [
    ...Object.keys(rename)
      .filter((key) => !known.includes(key))
      .map((key): Fault => ({
        path: [...path, 'rename', key],
        isKey: true,
        message: `${name} has no parameter \`${key}\``,
        cure: cureOfWord(key, known),
      })),
    ...twins(names),
    ...Object.entries(add).flatMap(([key, value]) =>
      valueFaults(value, { path: [...path, 'add', key], name, known }),
    ),
    ...order.flatMap((key, index): Fault[] => {
      const at = [...path, 'order', index];
      if (order.indexOf(key) < index)
        return [{ path: at, message: `\`${key}\` stands twice`, cure: 'keep one' }];
      if (there.includes(key)) return [];
      return [
        { path: at, message: `${name} has no parameter \`${key}\` there`, cure: cureOfWord(key, there) },
      ];
    }),
  ];
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Placeholders that stand for nothing. Content may hold line ends, which a further line cannot. */
function valueFaults(value: string, { path, name, known }: Command): Fault[] {
  const parameters = known.filter((key) => key !== 'content');
  const computed = COMPUTED.filter(
    (word) => known.includes('content') || !['characters', 'bytes'].includes(word),
  );
  const usable = [...computed, ...parameters];
  return [...value.matchAll(PLACEHOLDER)]
    .map(([, word = '']) => word)
    .filter((word) => !usable.includes(word))
    .map((word) => ({
      path,
      message: `\`{${word}}\` stands for nothing in ${name}`,
      cure: cureOfWord(word, usable),
    }));
}

interface Named {
  readonly path: Path;
  readonly name: string;
  /** Whether the dialect gives this name, and not the protocol. */
  readonly isOwn: boolean;
}

/** Two things of one name, or of names that a reader would take for one. */
function twins(named: readonly Named[]): Fault[] {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return named.flatMap(({ path, name, isOwn }, index) => {
    const others = named.filter((other, at) => at !== index && plain(other.name) === plain(name));
    // Of two that the dialect names, the later one is told; of one and the protocol's, the one it names.
    const isLater = others.some((other) => !other.isOwn || named.indexOf(other) < index);
    if (!isOwn || !isLater) return [];
    return [
      { path, message: `\`${name}\` stands for something else as well`, cure: 'give each a name of its own' },
    ];
  });
}

/** What is called as the protocol calls it departs from nothing. */
function sameness({ commands, responses: { keys, changes } }: Dialect): Fault[] {
  const named = (path: Path, names: object): { path: Path; from: string; to: unknown }[] =>
    Object.entries(names).map(([from, to]: [string, unknown]) => ({ path: [...path, from], from, to }));
  const renamed = [
    ...Object.entries(commands).flatMap(([name, { called, rename }]) => [
      ...(called === undefined ? [] : [{ path: ['commands', name, 'called'], from: name, to: called }]),
      ...named(['commands', name, 'rename'], rename),
    ]),
    ...named(['responses', 'keys'], keys),
    ...named(['responses', 'changes'], changes),
  ];
  return renamed
    .filter(({ from, to }) => from === to)
    .map(({ path, from }) => ({
      path,
      message: `\`${from}\` is the protocol’s own name`,
      cure: 'remove it',
    }));
}

function nothing({ commands, responses: { keys, changes } }: Dialect): Fault[] {
  const overlays = Object.values(commands).flatMap(({ called = '', rename, add, order = [] }) => [
    ...[called, ...order].filter((name) => name !== ''),
    ...Object.keys({ ...rename, ...add }),
  ]);
  if (overlays.length + Object.keys({ ...keys, ...changes }).length > 0) return [];
  return [
    { path: [], message: 'this dialect departs from nothing', cure: 'say what differs, or leave it out' },
  ];
}

function toProblem({ path, isKey, message, cure }: Fault, { read, path: top }: DialectPlace): Problem {
  const whole = [...top, ...path];
  const place = isKey === true ? read.placeOfKey(whole) : read.placeOf(whole);
  return { file: read.file, ...place, message, cure };
}
