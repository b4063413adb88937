/**
 * The form of `axes.yaml`: what is multiplied over commands. A *scene* says, for one command, what comes before it, the
 * command in its plain, successful form, and what comes after. An *axis* is a case template played in each scene it
 * names: `before`, `step` and `after` stand for the scene's parts, `{command}` (its slug) and `{value}` for what varies.
 */
import { z } from 'zod';
import { caseSource, COMMANDS, commandOptions, step } from './case-schema.ts';

const command = z.enum(COMMANDS);

const scene = z.strictObject({
  before: z.array(step).default([]),
  step: step.describe('the command itself; axes merge their options into it'),
  after: z.array(step).default([]).describe('how its effect shows'),
});

const template = z.union([
  z.enum(['before', 'after']),
  z.strictObject({ step: commandOptions.describe('the scene’s command with these options merged in') }),
  step,
]);

/** What an axis varies beside the command; `ids`: the parameters that hold an id or a length; `required`: all it needs. */
const values = z.union([z.enum(['required', 'ids', 'tokens']), z.array(z.string())]);

export const axis = caseSource.omit({ steps: true, id: true, aliases: true, spoils: true, blocks: true }).extend({
  id: z.string().describe('with {command} and {value}'),
  over: z.union([z.literal('all'), z.array(command)]),
  values: values.optional(),
  except: z.array(z.string()).optional().describe('ids that would repeat another case, each to be named in a comment'),
  steps: z.array(template).min(1),
});
export type Axis = z.infer<typeof axis>;

export const axesFile = z.strictObject({
  scenes: z.record(command, scene),
  axes: z.array(axis).min(1),
});
export type AxesFile = z.infer<typeof axesFile>;
