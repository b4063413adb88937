import { isDeepStrictEqual } from 'node:util';
import type { Change, ComparedSide, Comparison, MetricComparison } from '../comparison-result.ts';
import { planDifferences } from '../plan-differences.ts';
import type { LoadResult } from '../result.ts';
import { compareMetrics, FALSE_ALARMS } from './compare-metrics.ts';
import { METRICS } from './metrics.ts';
import { waysToShare } from './rank-test.ts';

/** A run, and where it was read: `new.json, run 3`. */
export interface ReadRun {
  readonly run: LoadResult;
  readonly file: string;
  readonly place: string;
}

export interface Sides {
  readonly base: readonly ReadRun[];
  readonly new: readonly ReadRun[];
}

export type Compared =
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'incomparable'; readonly reasons: readonly string[] };

/** Words of a plan that do not change what is sent. Repeated runs may well have a seed each. */
const NO_MATTER: ReadonlySet<string> = new Set(['name', 'about', 'gates', 'seed']);

/** Holds the runs of one server against those of another, or of the same one later. */
export function compareRuns(sides: Sides, version: string): Compared {
  const reasons = [...unusable(sides), ...otherPlans(sides), ...tooFew(sides)];
  if (reasons.length > 0) return { kind: 'incomparable', reasons };
  const { base, new: next } = sides;
  const metrics = compareMetrics({ base: base.map(({ run }) => run), new: next.map(({ run }) => run) });
  const comparison: Comparison = {
    format: 1,
    kind: 'comparison',
    tool: { name: 'tchatator-check', version },
    plan: base[0]?.run.plan.name ?? '',
    base: sideOf(base),
    new: sideOf(next),
    falseAlarms: FALSE_ALARMS,
    verdict: overall(metrics),
    metrics,
    notes: notesOn(sides),
  };
  return { kind: 'compared', comparison };
}

/** Runs that say nothing of the target, or not with figures. */
function unusable({ base, new: next }: Sides): string[] {
  return [...base, ...next].flatMap(({ run, place }) => {
    if (run.interrupted) return [`${place} was interrupted; run it again`];
    switch (run.verdict) {
      case 'invalid':
        return [`${place} is invalid, the generator was the limit: ${run.generator.doubts.join(' ')}`];
      case 'died':
        return [
          `${place}: the target died (${run.reason ?? 'for an unknown reason'}); no figure can tell how much worse that is`,
        ];
      case 'passed':
      case 'failed':
        if (run.latency.count > 0 && run.ratePerSecond > 0) return [];
        return [`${place} has no answer that the plan expects; there is nothing to compare`];
    }
  });
}

/** Runs of one file have one plan, mostly: each difference is told once a file. */
function otherPlans({ base, new: next }: Sides): string[] {
  const [first, ...others] = [...base, ...next];
  if (first === undefined) return [];
  const reasons = others.flatMap(({ run, file }) => [
    ...planDifferences(first.run.plan, run.plan, NO_MATTER).map(
      ({ field, one, other }) => `the plans differ: ${field} is ${one} in ${first.file}, ${other} in ${file}`,
    ),
    ...(isDeepStrictEqual(first.run.share, run.share)
      ? []
      : [`${file} holds another part of the plan than ${first.file}; merge the shards first`]),
  ]);
  return [...new Set(reasons)];
}

/** With so few runs even the greatest difference could be chance. */
function tooFew({ base, new: next }: Sides): string[] {
  if (base.length > 1 && next.length > 1) {
    const mostAlike = 2 * METRICS.length;
    if (mostAlike / waysToShare(base.length, next.length) <= FALSE_ALARMS) return [];
  }
  return [
    `${base.length} base and ${next.length} new runs are too few: no difference, however great, could be told from chance; give 5 of each (load --runs 5)`,
  ];
}

function overall(metrics: readonly MetricComparison[]): Change {
  const has = (verdict: Change): boolean => metrics.some((metric) => metric.verdict === verdict);
  return has('worse') ? 'worse' : has('better') ? 'better' : 'same';
}

function sideOf(runs: readonly ReadRun[]): ComparedSide {
  const times = runs.map(({ run }) => run.startedAt).sort();
  return {
    files: [...new Set(runs.map(({ file }) => file))],
    runs: runs.length,
    targets: [...new Set(runs.map(({ run }) => run.target.address))],
    firstAt: times[0] ?? '',
    lastAt: times.at(-1) ?? '',
  };
}

function notesOn({ base, new: next }: Sides): string[] {
  const times = (runs: readonly ReadRun[]): number[] => runs.map(({ run }) => Date.parse(run.startedAt));
  const isAfter = (one: readonly ReadRun[], other: readonly ReadRun[]): boolean =>
    Math.min(...times(one)) > Math.max(...times(other));
  const notes: string[] = [];
  if (isAfter(next, base) || isAfter(base, next))
    notes.push(
      'All runs of one side came before those of the other: whatever else changed on the machine meanwhile counts as a difference, or hides one. Let the two take turns.',
    );
  const both = [...base, ...next].map(({ run }) => run);
  const distinct = (of: (run: LoadResult) => string): boolean => new Set(both.map(of)).size > 1;
  if (distinct(({ generator }) => `${generator.engine} ${generator.workers} ${generator.pacing}`))
    notes.push(
      'The runs were not measured alike: they differ in engine, workers or pacing of the generator.',
    );
  if (distinct(({ tool }) => tool.version))
    notes.push('The runs come from different versions of tchatator-check.');
  return notes;
}
