/**
 * The form of `axes.yaml`: what is multiplied over commands. A *scene* plays one command in its plain form: what comes
 * before it, its options, its answer, how its effect shows and how it shows that there was none. An *axis* is a case
 * template, played in each scene it names.
 */
import { z } from 'zod';
import { actor, caseSource, COMMANDS, commandOptions, step } from './case-schema.ts';

export const scene = z.strictObject({
  area: z.string().describe('the first part of the ids'),
  command: z.enum(COMMANDS),
  actor,
  other: actor.describe('a further actor of the same role, connected nowhere'),
  before: z.array(step).default([]),
  options: commandOptions.default({}),
  answer: z.literal([200, 403]).default(200),
  effect: z.array(step).default([]).describe('how its effect shows'),
  'no-effect': z.array(step).default([]).describe('how it shows that it had none'),
});
export type Scene = z.infer<typeof scene>;

/** The scene’s own command within an axis, as it must be once its placeholders are filled. */
export const sceneStep = z.strictObject({
  step: commandOptions.describe(
    'the scene’s command with these options merged in; without "expect", the scene’s answer is what is judged',
  ),
  on: z.int().min(1).max(9).optional().describe('on this connection of the actor; default: the first'),
});

/** The parts of a scene that an axis may name among its steps. */
export const SCENE_PARTS = ['before', 'effect', 'no-effect'] as const;

/**
 * A step of an axis as it is written: a part of the scene, a `sceneStep` or any other step. A placeholder may stand
 * where a number, an actor or a fixed word is due, so only what holds none is checked before it is filled.
 */
const template = z.union([z.string(), z.record(z.string(), z.unknown())]);

/**
 * What an axis varies beside the scene. `parameters`: each parameter of the command; `ids`: those that hold an id or a
 * length; `places`: the places where a command can be cut. In the axis’ texts `{value}` stands for it, and `{area}`,
 * `{command}`, `{actor}`, `{other}`, `{last-parameter}` for what the scene says.
 */
const values = z.union([z.enum(['parameters', 'ids']), z.array(z.string()).min(1)]);

export const axis = caseSource.omit({ steps: true, id: true, aliases: true, spoils: true }).extend({
  id: z.string().describe('with {area}, and {value} where there are values'),
  over: z.array(z.string()).min(1).describe('names of scenes'),
  values: values.optional(),
  except: z.array(z.string()).optional().describe('ids that make no sense or would repeat another case'),
  steps: z.array(template).min(1),
});
export type Axis = z.infer<typeof axis>;

export const axesFile = z.strictObject({
  scenes: z.record(z.string(), scene),
  axes: z.array(axis).min(1),
});
export type AxesFile = z.infer<typeof axesFile>;
