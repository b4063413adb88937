import type { CaseResult, RunResult } from '../suites/result.ts';
import type { Explaining } from './finding-text.ts';
import { folderOf } from './folder.ts';
import { groupedBy } from './grouped.ts';
import { outcomeOf, seconds, testcase } from './junit/testcase.ts';
import { staleAsCases } from './stale-as-cases.ts';
import { xmlDocument } from './xml.ts';
import type { XmlElement } from './xml.ts';

/**
 * A run in the XML that CI servers read as JUnit's (`junit.xsd`): a suite a folder, a test a case, its id as the name.
 * What failed or came out differently when repeated is a failure, what the suite itself broke in an error; what was
 * not judged, and what the baseline knows, is skipped with the reason; a warning passes and tells of itself; a stale
 * entry of the baseline is a failure too.
 */
export function junitReport(run: RunResult, options: Explaining): string {
  const results = [...run.results, ...staleAsCases(run)];
  const suites = [...groupedBy(results, folderOf)].map(([folder, members]) =>
    suite(folder, members, { run, options }),
  );
  const { tool, durationMs, startedAt } = run;
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: tool.name, ...totals(results), time: seconds(durationMs), timestamp: startedAt },
    content: suites,
  });
}

function suite(
  folder: string,
  results: readonly CaseResult[],
  { run, options }: { run: RunResult; options: Explaining },
): XmlElement {
  const durationMs = results.reduce((sum, result) => sum + result.durationMs, 0);
  return {
    name: 'testsuite',
    attributes: { name: folder, ...totals(results), time: seconds(durationMs), timestamp: run.startedAt },
    content: [properties(run), ...results.map((result) => testcase(result, options))],
  };
}

/** Readers look for properties in suites, so each suite tells them all. */
function properties({ tool, target, verdict, interrupted, seed, repeat }: RunResult): XmlElement {
  const told = {
    tool: `${tool.name} ${tool.version}`,
    target: target.address,
    ...(target.dialect !== undefined && { dialect: target.dialect }),
    verdict,
    interrupted: String(interrupted),
    seed: String(seed),
    repeat: String(repeat),
  };
  return {
    name: 'properties',
    content: Object.entries(told).map(([name, value]) => ({ name: 'property', attributes: { name, value } })),
  };
}

function totals(results: readonly CaseResult[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const counted = (outcome: ReturnType<typeof outcomeOf>): number =>
    results.filter(({ verdict }) => outcomeOf(verdict) === outcome).length;
  return {
    tests: results.length,
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
  };
}
