import { conclude } from './conclude.ts';
import { measuredOf } from './measured-of.ts';
import { mergeMeasured, type Measured } from './measured.ts';
import { planDifferences } from './plan-differences.ts';
import { planForm } from './plan-schema.ts';
import type { LoadResult } from './result.ts';
import { WHOLE } from './share.ts';
import { toPlan } from './to-plan.ts';

/** The result of one shard, and the file it was read from. */
export interface ShardResult {
  readonly file: string;
  readonly result: LoadResult;
}

export type MergedShards =
  | { readonly kind: 'merged'; readonly result: LoadResult }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** Shards that begin further apart did not put the load of the plan on the target at any one time. */
const MOST_APART_MS = 1000;

/**
 * The results of all shards of a run as that of the whole: counts and histograms are added up, nothing is averaged, and
 * gates are judged anew. Refuses shards that are missing, there twice, or of different plans.
 */
export function mergeShards(shards: readonly ShardResult[], version: string): MergedShards {
  const reasons = [...otherPlans(shards), ...notTheWhole(shards)];
  const [first] = shards;
  if (first === undefined || reasons.length > 0) return { kind: 'refused', reasons };
  const ordered = [...shards].sort((a, b) => a.result.share.index - b.result.share.index);
  const measured: Measured[] = [];
  for (const { file, result } of ordered)
    try {
      measured.push(measuredOf(result));
    } catch (error) {
      reasons.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const { name, ...written } = first.result.plan;
  const form = planForm.safeParse(written);
  if (!form.success)
    return {
      kind: 'refused',
      reasons: [`${first.file}: the plan in it cannot be read; was it written by another version?`],
    };
  const plan = toPlan(name, form.data);
  return {
    kind: 'merged',
    result: concludeAll({ ordered, measured: mergeMeasured(measured), plan, written, version }),
  };
}

interface Parts {
  readonly ordered: readonly ShardResult[];
  readonly measured: Measured;
  readonly plan: ReturnType<typeof toPlan>;
  readonly written: Readonly<Record<string, unknown>>;
  readonly version: string;
}

function concludeAll({ ordered, ...parts }: Parts): LoadResult {
  const results = ordered.map(({ result }) => result);
  const [first] = results;
  if (first === undefined) throw new Error('there is nothing to merge');
  const sum = (of: (result: LoadResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const dead = results.find(({ verdict }) => verdict === 'died');
  const starts = results.map(({ startedAt }) => Date.parse(startedAt));
  const whole = conclude({
    ...parts,
    share: WHOLE,
    measuredMs: Math.max(...results.map(({ durationMs }) => durationMs)),
    engine: first.generator.engine,
    workers: sum(({ generator }) => generator.workers),
    pacing: results.some(({ generator }) => generator.pacing === 'timer') ? 'timer' : 'spin',
    cpuMs: sum(({ generator }) => generator.cpuMs),
    target: first.target,
    startedAt: new Date(Math.min(...starts)),
    interrupted: results.some(({ interrupted }) => interrupted),
    ...(dead !== undefined && { gone: dead.reason ?? 'the target died' }),
  });
  const doubts = saidByShards(results.map(({ generator }) => generator.doubts));
  return {
    ...whole,
    verdict: whole.verdict !== 'died' && doubts.length > 0 ? 'invalid' : whole.verdict,
    generator: { ...whole.generator, doubts },
    notes: [...whole.notes, ...saidByShards(results.map(({ notes }) => notes)), ...notesOn(results)],
  };
}

/** Each sentence once, with the shards that say it. */
function saidByShards(said: readonly (readonly string[])[]): string[] {
  const sayers = new Map<string, number[]>();
  said.forEach((sentences, index) => {
    for (const sentence of sentences) sayers.set(sentence, [...(sayers.get(sentence) ?? []), index]);
  });
  return [...sayers].map(([sentence, by]) =>
    by.length === said.length
      ? sentence
      : `${by.length === 1 ? 'shard' : 'shards'} ${by.join(', ')}: ${sentence}`,
  );
}

function notesOn(results: readonly LoadResult[]): string[] {
  const starts = results.map(({ startedAt }) => Date.parse(startedAt));
  const apartMs = Math.max(...starts) - Math.min(...starts);
  const targets = [...new Set(results.map(({ target }) => target.address))];
  return [
    ...(apartMs > MOST_APART_MS
      ? [`the shards began up to ${(apartMs / 1000).toFixed(1)} s apart; --start-at lets them begin together`]
      : []),
    ...(new Set(results.map(({ generator }) => generator.engine)).size > 1
      ? ['some shards were driven by another engine than the others']
      : []),
    ...(targets.length > 1 ? [`the shards had different targets: ${targets.join(', ')}`] : []),
  ];
}

function otherPlans([first, ...others]: readonly ShardResult[]): string[] {
  if (first === undefined) return ['there is no shard to merge'];
  return others.flatMap(({ file, result }) =>
    planDifferences(first.result.plan, result.plan).map(
      ({ field, one, other }) => `the plans differ: ${field} is ${one} in ${first.file}, ${other} in ${file}`,
    ),
  );
}

function notTheWhole(shards: readonly ShardResult[]): string[] {
  const reasons: string[] = [];
  const sizes = new Set(shards.map(({ result }) => result.share.of));
  if (sizes.size > 1) {
    const told = shards.map(({ file, result: { share } }) => `${file} is ${share.index}/${share.of}`);
    return [`these are shards of different splits: ${told.join(', ')}`];
  }
  const of = shards[0]?.result.share.of ?? 0;
  const nowhere = shards.filter(({ result }) => result.share.index >= of);
  if (nowhere.length > 0)
    return nowhere.map(
      ({ file, result: { share } }) =>
        `${file} says it is shard ${share.index}/${of}; those of n are 0/n to n-1/n`,
    );
  const missing: string[] = [];
  for (let index = 0; index < of; index += 1) {
    const files = shards.filter(({ result }) => result.share.index === index).map(({ file }) => file);
    if (files.length === 0) missing.push(`${index}/${of}`);
    if (files.length > 1)
      reasons.push(`shard ${index}/${of} is there ${files.length} times: ${files.join(', ')}`);
  }
  if (missing.length > 0)
    reasons.push(
      `not all shards are there: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  return reasons;
}
