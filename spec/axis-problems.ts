/** What is wrong with the file of axes. */
import { z } from 'zod';
import { axesFile, SCENE_PARTS, scene, sceneStep } from './axes-schema.ts';
import { cureOfWord, explain, type Subject } from './explain.ts';
import type { Problem } from './problem.ts';
import { stepProblems } from './step-problems.ts';
import type { YamlFile } from './yaml-file.ts';

/** What an axis may leave open in its texts, to be filled in from the scene it is played in. */
const PLACEHOLDER = /\{(area|command|actor|other|value|last-parameter)\}/;

const anySteps = z.array(z.unknown());
const looseSteps = anySteps.default([]);

/** The form of the file apart from the steps of scenes, which are judged verb by verb. */
const frame = axesFile.extend({
  scenes: z.record(
    z.string(),
    scene.extend({ before: looseSteps, effect: looseSteps, 'no-effect': looseSteps }),
  ),
});

const someSteps = anySteps.catch([]);
const noSteps = { before: [], effect: [], 'no-effect': [] };

/** What there is to look at below the frame, in a file that may be wrong anywhere. */
const contents = z
  .object({
    scenes: z
      .record(
        z.string(),
        z.object({ before: someSteps, effect: someSteps, 'no-effect': someSteps }).catch(noSteps),
      )
      .catch({}),
    axes: z
      .array(
        z.object({ over: z.array(z.string()).catch([]), steps: someSteps }).catch({ over: [], steps: [] }),
      )
      .catch([]),
  })
  .catch({ scenes: {}, axes: [] });

export function axisProblems(read: YamlFile): Problem[] {
  const { scenes, axes } = contents.parse(read.value);
  const inScenes = Object.entries(scenes).flatMap(([name, parts]) =>
    SCENE_PARTS.flatMap((part) =>
      parts[part].flatMap((value, index) =>
        stepProblems({ read, path: ['scenes', name, part, index], value }),
      ),
    ),
  );
  const inAxes = axes.flatMap(({ over, steps }, axis) => [
    ...over.flatMap((name, index) =>
      name in scenes
        ? []
        : [unknownScene({ read, path: ['axes', axis, 'over', index], value: name }, scenes)],
    ),
    ...steps.flatMap((value, index) =>
      templateProblems({ read, path: ['axes', axis, 'steps', index], value, placeholder: PLACEHOLDER }),
    ),
  ]);
  return [...explain(frame, { read, path: [], value: read.value }), ...inScenes, ...inAxes];
}

function unknownScene({ read, path, value }: Subject, scenes: object): Problem {
  return {
    file: read.file,
    ...read.placeOf(path),
    message: `unknown scene \`${String(value)}\``,
    cure: cureOfWord(String(value), Object.keys(scenes)),
  };
}

function templateProblems(subject: Subject): Problem[] {
  const { read, path, value } = subject;
  if (typeof value === 'string' && !value.includes(' ')) {
    if (SCENE_PARTS.some((part) => part === value)) return [];
    const message = `\`${value}\` is neither a part of the scene nor a step`;
    return [{ file: read.file, ...read.placeOf(path), message, cure: cureOfWord(value, SCENE_PARTS) }];
  }
  const isSceneStep = typeof value === 'object' && value !== null && 'step' in value;
  return isSceneStep ? explain(sceneStep, subject) : stepProblems(subject);
}
