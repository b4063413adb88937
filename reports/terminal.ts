import type { CaseResult, RunResult, Verdict } from '../suites/result.ts';
import { flow } from './flow.ts';
import { paragraphs, usableWidth } from './page.ts';
import type { Page } from './page.ts';
import type { Piece } from './pieces.ts';
import { caseBlock } from './terminal/case-block.ts';
import { closing } from './terminal/closing.ts';
import { openPoints } from './terminal/open-points.ts';
import { knownFindings } from './terminal/known-findings.ts';
import type { TerminalOptions } from './terminal/options.ts';
import { slowest } from './terminal/slowest.ts';
import { staleEntries } from './terminal/stale-entries.ts';
import { unjudged } from './terminal/unjudged.ts';
import { counted } from './words.ts';

export type { ClauseText, TerminalOptions } from './terminal/options.ts';

/**
 * The report of a run for people: what is wrong and how to see it again, what could not be judged, what the target
 * chose where the protocol leaves a choice, and the verdict in the last line. Ends with a newline.
 */
export function terminalReport(run: RunResult, options: TerminalOptions): string {
  const look = { ...options, width: usableWidth(options.width) };
  const sections = [
    heading(run, look),
    ...suiteErrors(run.results, look),
    ...ended(run.results, 'fail').map((result) => caseBlock(result, look)),
    ...ended(run.results, 'flaky').map((result) => caseBlock(result, look)),
    ...ended(run.results, 'warn').map((result) => caseBlock(result, look)),
    staleEntries(run, look),
    ...knownFindings(run, look),
    unjudged(run.results, look),
    openPoints(run.results, look),
    slowest(run.results, look),
    ...closing(run, look),
  ];
  return paragraphs(sections);
}

function heading({ tool, target, repeat, seed }: RunResult, { chalk, width }: Page): string[] {
  const { member, pro, admin } = target.accounts;
  const accounts = [counted(member, 'member'), counted(pro, 'pro'), counted(admin, 'admin')];
  const pieces: Piece[] = [
    { as: 'whole', text: `${tool.name} ${tool.version}`, paint: chalk.bold },
    { as: 'quoted', text: target.kind === 'bundled' ? `${target.address} (bundled server)` : target.address },
    { as: 'prose', text: accounts.join(', '), paint: chalk.dim },
  ];
  if (target.dialect !== undefined) pieces.push({ as: 'prose', text: `dialect ${target.dialect}` });
  if (repeat > 1)
    pieces.push({ as: 'prose', text: `each case ${repeat} times, seed ${seed}`, paint: chalk.dim });
  return flow(pieces, { width }).map((row) => row.text);
}

function suiteErrors(results: readonly CaseResult[], look: TerminalOptions): string[][] {
  const blocks = ended(results, 'error').map((result) => caseBlock(result, look));
  if (blocks.length === 0) return [];
  const text = 'The suite itself broke in what follows. It says nothing about the server; please report it.';
  const told = flow([{ as: 'prose', text, paint: look.chalk.magenta }], look).map((row) => row.text);
  return [told, ...blocks];
}

function ended(results: readonly CaseResult[], verdict: Verdict): CaseResult[] {
  return results.filter((result) => result.verdict === verdict);
}
