import type { CaseResult, Verdict } from '../../suites/result.ts';
import { folderOf } from '../folder.ts';
import { caseText, inOneLine, transcriptText } from '../finding-text.ts';
import type { Explaining } from '../finding-text.ts';
import { cutTo } from '../columns.ts';
import { reasonOf } from '../reason.ts';
import type { XmlElement } from '../xml.ts';

/** How long the one line may be that CI servers show in their lists. */
const MESSAGE_COLUMNS = 300;

/** What JUnit calls a verdict; it knows no more than these. */
export function outcomeOf(verdict: Verdict): 'passed' | 'failure' | 'error' | 'skipped' {
  switch (verdict) {
    case 'pass':
    case 'warn':
    case 'observed':
      return 'passed';
    case 'fail':
    case 'flaky':
      return 'failure';
    case 'error':
      return 'error';
    case 'known':
    case 'skipped':
    case 'not-observable':
    case 'blocked':
      return 'skipped';
  }
}

/** A case as a test. Its class is its folder, dotted, so that servers which show packages show the folders. */
export function testcase(result: CaseResult, options: Explaining): XmlElement {
  return {
    name: 'testcase',
    attributes: {
      classname: ['tchatator', ...folderOf(result).split('/')].join('.'),
      name: result.id,
      time: seconds(result.durationMs),
    },
    content: [...outcome(result, options), ...output(result, options)],
  };
}

/** A length of time as JUnit tells it. */
export function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

function outcome(result: CaseResult, options: Explaining): XmlElement[] {
  const { verdict } = result;
  const kind = outcomeOf(verdict);
  switch (kind) {
    case 'passed':
      return [];
    case 'skipped':
      return [{ name: 'skipped', attributes: { message: cutTo(whySkipped(result), MESSAGE_COLUMNS) } }];
    case 'failure':
    case 'error':
      return [
        {
          name: kind,
          attributes: { message: cutTo(inOneLine(result), MESSAGE_COLUMNS), type: typeOf(result) },
          content: caseText(result, options),
        },
      ];
  }
}

function typeOf({ verdict, findings }: CaseResult): string {
  return verdict === 'fail' ? (findings[0]?.clause ?? verdict) : verdict;
}

function whySkipped(result: CaseResult): string {
  const { verdict, blockedBy } = result;
  const reason = reasonOf(result);
  const by = blockedBy === undefined || reason?.includes(blockedBy) === true ? '' : ` by ${blockedBy}`;
  return `${verdict}${by}${reason === undefined ? '' : `: ${reason}`}`;
}

/** What there is to read beside the outcome: what the target chose, findings that fail nothing, the wire log. */
function output(result: CaseResult, options: Explaining): XmlElement[] {
  const { verdict, observed, reason, transcript, findings } = result;
  const kind = outcomeOf(verdict);
  const isSaid = kind === 'failure' || kind === 'error';
  const chosen = observed ?? (verdict === 'observed' ? reason : undefined);
  const lines = [
    ...(chosen === undefined ? [] : [`observed: ${chosen}`]),
    ...(findings.length === 0 || isSaid
      ? []
      : [`${verdict}: ${result.title}`, ...caseText(result, options).slice(1)]),
    ...(findings.length === 0 && !isSaid ? [] : transcriptText(transcript)),
  ];
  return lines.length === 0 ? [] : [{ name: 'system-out', content: lines }];
}
