import { sceneStep, type Axis, type AxesFile, type Scene } from '../spec/axes-schema.ts';
import type { CaseSource } from '../spec/case-schema.ts';
import type { Clause, Protocol } from '../spec/clause-schema.ts';
import type { PlacedAxis } from '../spec/load.ts';
import { parseStep, type Step } from '../spec/step.ts';
import { accountsOf } from './accounts.ts';
import type { Case, Phase } from './case.ts';
import { needsOf } from './needs.ts';

/** What `spec/` holds, as far as cases are made of it. */
export interface CaseMaterial {
  readonly protocol: Protocol;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly axes: Omit<AxesFile, 'axes'> & { readonly axes: readonly PlacedAxis[] };
  readonly cases: readonly { source: CaseSource; file: string; line: number }[];
}

/**
 * All cases: the hand-written ones and what the axes make of the scenes, in the order of the files. Ids are stable:
 * they are made of names, never of positions.
 */
export function expand(material: CaseMaterial): Case[] {
  const written = material.cases.map(({ source, file, line }) =>
    toCase(source, { steps: source.steps.map(parseStep), file, line, clauses: material.clauses }),
  );
  const multiplied = material.axes.axes.flatMap((axis) => multiply(axis, material));
  return [...written, ...multiplied];
}

interface Body {
  steps: Step[];
  file: string;
  line: number;
  clauses: ReadonlyMap<string, Clause>;
}

function toCase(source: Omit<CaseSource, 'steps'>, { steps, file, line, clauses }: Body): Case {
  const [first, ...rest] = source.clauses;
  if (first === undefined) throw new Error(`${source.id} has no clause`);
  return {
    id: source.id,
    aliases: source.aliases ?? [],
    title: source.title,
    clauses: [first, ...rest],
    level: clauses.get(first)?.level ?? 'must',
    ...(source.why !== undefined && { why: source.why }),
    ...(source.hint !== undefined && { hint: source.hint }),
    needs: [...new Set([...(source.needs ?? []), ...needsOf(source.id, steps)])],
    requires: source.requires ?? [],
    alone: source.alone === true,
    phase: phaseOf(source, steps),
    steps,
    accounts: accountsOf(steps, source.spoils ?? []),
    file,
    line,
  };
}

function phaseOf(source: Omit<CaseSource, 'steps'>, steps: readonly Step[]): Phase {
  if (source.harm === true) return 'harm';
  if (source.spoils !== undefined) return 'bans';
  if (steps.some((step) => step.kind === 'burst')) return 'limits';
  return source.blocks === true ? 'blocks' : 'ordinary';
}

function multiply(axis: PlacedAxis, material: CaseMaterial): Case[] {
  return axis.over.flatMap((name) => {
    const scene = material.axes.scenes[name];
    if (scene === undefined) throw new Error(`axes.yaml: ${axis.id} names an unknown scene: ${name}`);
    return valuesOf(axis, scene, material.protocol)
      .map((value) => fill(axis, scene, { value, protocol: material.protocol }))
      .filter((source) => axis.except?.includes(source.id) !== true)
      .map(({ steps, ...source }) =>
        toCase(source, {
          steps: steps.map(parseStep),
          file: axis.file,
          line: axis.line,
          clauses: material.clauses,
        }),
      );
  });
}

function valuesOf(axis: Axis, scene: Scene, protocol: Protocol): string[] {
  if (axis.values === undefined) return [''];
  if (Array.isArray(axis.values)) return axis.values;
  const wanted = axis.values === 'ids' ? ['id', 'length'] : ['id', 'length', 'token', 'text'];
  return parametersOf(scene, protocol)
    .filter((parameter) => wanted.includes(parameter.type))
    .map((parameter) => parameter.name);
}

function parametersOf(scene: Scene, protocol: Protocol): Protocol['commands'][number]['parameters'] {
  return protocol.commands.find((command) => command.name === scene.command)?.parameters ?? [];
}

/** The axis with its placeholders filled in for one scene and one value. */
function fill(
  axis: PlacedAxis,
  scene: Scene,
  { value, protocol }: { value: string; protocol: Protocol },
): Omit<CaseSource, 'steps'> & { steps: unknown[] } {
  const words: Record<string, string> = {
    area: scene.area,
    command: scene.command,
    actor: scene.actor,
    other: scene.other,
    value,
    'last-parameter': parametersOf(scene, protocol).at(-1)?.name ?? '',
  };
  const { id, title, clauses, why, hint, needs, requires, alone, blocks, harm } = axis;
  return {
    ...fillIn({ id, title, clauses, why, hint, needs, requires, alone, blocks, harm }, words),
    steps: fillIn(axis.steps, words).flatMap((step) => place(step, scene)),
  };
}

/** What stands for a filled step of an axis: a part of the scene, the scene's command, or a step of its own. */
function place(template: unknown, scene: Scene): unknown[] {
  if (template === 'before' || template === 'effect' || template === 'no-effect') return scene[template];
  const own = sceneStep.safeParse(template);
  if (!own.success) return [template];
  const { step, on } = own.data;
  const who = on === undefined ? scene.actor : `${scene.actor}@${on}`;
  const parameters = { ...scene.options.with, ...step.with };
  const options = { expect: scene.answer, ...scene.options, ...step };
  return [
    {
      [`${who} ${scene.command}`]: {
        ...options,
        ...(Object.keys(parameters).length > 0 && { with: parameters }),
      },
    },
  ];
}

/** Replaces `{word}` in every text and key of a value; what is no word of the axis is left for the player. */
function fillIn<T>(value: T, words: Readonly<Record<string, string>>): T;
function fillIn(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\{([a-z-]+)\}/g, (whole, word: string) => words[word] ?? whole);
  if (Array.isArray(value)) return value.map((entry: unknown) => fillIn(entry, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [fillIn(key, words), fillIn(entry, words)]),
  );
}
