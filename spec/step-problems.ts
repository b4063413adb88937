/**
 * What is wrong with a step. The schema knows a step as a union over all verbs, and a miss of a union says nothing; so
 * the verb is looked up first and its options are held against that verb's own schema.
 */
import { z } from 'zod';
import { togetherStep, WHO } from './case-schema.ts';
import { cureOfWord, explain, isFilledLater, type Subject } from './explain.ts';
import type { Problem } from './problem.ts';
import { commandName, OPTIONS_OF, verb } from './verbs.ts';

const mapping = z.record(z.string(), z.unknown());
const together = togetherStep.extend({ together: z.array(z.unknown()).min(2).max(32) });
const pipeline = OPTIONS_OF.pipeline.extend({ commands: z.array(z.unknown()).min(2) });

/** Everything wrong with one step of a case, the steps within it included. */
export function stepProblems(subject: Subject): Problem[] {
  const asMapping = mapping.safeParse(subject.value);
  if (!asMapping.success || !('together' in asMapping.data)) return plainStepProblems(subject);
  const steps = z.array(z.unknown()).catch([]).parse(asMapping.data.together);
  return [
    ...explain(together, subject),
    ...steps.flatMap((value, index) =>
      plainStepProblems({ ...subject, path: [...subject.path, 'together', index], value }),
    ),
  ];
}

function plainStepProblems(subject: Subject): Problem[] {
  if (typeof subject.value === 'string') {
    return verbProblems(subject, { name: subject.value, options: { ...subject, value: {} } });
  }
  const asMapping = mapping.safeParse(subject.value);
  if (!asMapping.success) return explain(z.union([z.string(), mapping]), subject);
  const [entry, ...further] = Object.entries(asMapping.data);
  if (entry === undefined || further.length > 0) return [severalVerbs(subject, Object.keys(asMapping.data))];
  const [name, value] = entry;
  if (value === null) return [noOptions(subject, name)];
  return verbProblems(subject, { name, options: { ...subject, path: [...subject.path, name], value } });
}

function severalVerbs({ read, path }: Subject, names: readonly string[]): Problem {
  const found = names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
  return {
    file: read.file,
    ...read.placeOf(path),
    message: `a step has one verb, this one has ${found}`,
    cure: 'indent the options below the verb, and begin each step with a dash of its own',
  };
}

function noOptions({ read, path }: Subject, name: string): Problem {
  return {
    file: read.file,
    ...read.placeOf(path),
    message: `\`${name}:\` is followed by no options`,
    cure: 'write them, or leave out the colon',
  };
}

function verbProblems(step: Subject, { name, options }: { name: string; options: Subject }): Problem[] {
  const [who = '', word = '', ...rest] = name.split(' ');
  const problem = { file: step.read.file, ...step.read.placeOf(step.path) };
  if (word === '' || rest.length > 0) {
    return [
      { ...problem, message: `\`${name}\` is not a step`, cure: 'write "who VERB", such as member LOGIN' },
    ];
  }
  const actors =
    WHO.test(who) || isFilledLater(who, step)
      ? []
      : [{ ...problem, message: `unknown actor \`${who}\``, cure: cureOfWord(who, ACTORS) }];
  const found = verb.safeParse(word);
  if (!found.success) {
    return [
      ...actors,
      { ...problem, message: `unknown verb \`${word}\``, cure: cureOfWord(word, verb.options) },
    ];
  }
  if (found.data === 'pipeline') return [...actors, ...pipelineProblems(options)];
  return [...actors, ...explain(OPTIONS_OF[found.data], options)];
}

const ACTORS = ['member', 'pro', 'admin', 'user', 'guest'];

/** The commands of a pipeline are as many mappings from a command to its options. */
function pipelineProblems(options: Subject): Problem[] {
  const commands = z.object({ commands: z.array(z.unknown()) }).safeParse(options.value);
  const inner = (commands.data?.commands ?? []).flatMap((value, index) =>
    pipelinedProblems({ ...options, path: [...options.path, 'commands', index], value }),
  );
  return [...explain(pipeline, options), ...inner];
}

function pipelinedProblems(subject: Subject): Problem[] {
  const entries = mapping.safeParse(subject.value);
  if (!entries.success) return explain(mapping, subject);
  return Object.entries(entries.data).flatMap(([name, value]) => {
    const path = [...subject.path, name];
    const command = commandName.safeParse(name);
    if (command.success) return explain(OPTIONS_OF[command.data], { ...subject, path, value });
    const place = { file: subject.read.file, ...subject.read.placeOfKey(path) };
    return [
      { ...place, message: `unknown command \`${name}\``, cure: cureOfWord(name, commandName.options) },
    ];
  });
}
