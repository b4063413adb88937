import type { CaseResult, Finding } from '../../suites/result.ts';
import { findingText } from '../finding-text.ts';
import type { Explaining } from '../finding-text.ts';
import { reasonOf } from '../reason.ts';
import { codeBlock, codeSpan, prose } from './code.ts';

/** How much is shown of a value or of bytes; the JSON report has all of it. */
const VALUE_COLUMNS = 600;
const MOST_FINDINGS = 8;

interface Told {
  readonly findings: readonly Finding[];
  readonly clauses: Explaining['clauses'];
}

/** A case that needs a reader: what it is, each finding with its clause and its bytes, and how to play it again. */
export function findingBlock(result: CaseResult, { clauses, rerun }: Explaining): string[] {
  const { id, title, verdict, findings, hint } = result;
  const reason = reasonOf(result);
  const hidden = findings.length - MOST_FINDINGS;
  return [
    `#### ${verdict.toUpperCase()} ${codeSpan(id)} ${prose(title)}`,
    ...(verdict === 'error' ? ['', 'The suite itself broke here; this says nothing about the server.'] : []),
    ...(reason === undefined ? [] : ['', prose(reason)]),
    ...findings
      .slice(0, MOST_FINDINGS)
      .flatMap((finding, index) => findingLines(finding, index, { findings, clauses })),
    ...(hidden > 0 ? ['', `${hidden} further findings of this case are left out here.`] : []),
    ...(hint === undefined ? [] : ['', `Hint: ${prose(hint)}`]),
    '',
    `Again: ${codeSpan(rerun(id))}`,
  ];
}

/** The clause that is broken, what it says the first time a case names it, and the bytes. */
function findingLines(finding: Finding, index: number, { findings, clauses }: Told): string[] {
  const isFirst = findings.findIndex(({ clause }) => clause === finding.clause) === index;
  const known = isFirst ? clauses.get(finding.clause) : undefined;
  const says = known === undefined ? '' : `: ${prose(known.text)}`;
  return [
    '',
    `**${prose(finding.clause)}** ${finding.level}${says}`,
    ...(known?.source === undefined ? [] : ['', `> « ${prose(known.source)} »`]),
    '',
    ...codeBlock(findingText(finding, VALUE_COLUMNS)),
  ];
}
