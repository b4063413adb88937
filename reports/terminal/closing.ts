import type { RunResult } from '../../suites/result.ts';
import { entry } from '../entry.ts';
import { flow } from '../flow.ts';
import type { Page } from '../page.ts';
import type { Piece } from '../pieces.ts';
import { verdictText } from '../verdict-text.ts';
import { countedVerdict, paintOf, VERDICTS } from '../verdicts.ts';
import { counted, duration } from '../words.ts';

/** The end of a report: what would let more be judged, the counts, and the verdict in the last line. */
export function closing(run: RunResult, page: Page): string[][] {
  return [notes(run.notes, page), [...counts(run, page), ...verdict(run, page)]];
}

function notes(texts: readonly string[], { chalk, width }: Page): string[] {
  const label: Piece[] = [{ as: 'whole', text: 'note', paint: chalk.dim }];
  return texts.flatMap((text) =>
    entry({ label, body: [{ as: 'quoted', text }] }, { width, indent: 0, hang: 6 }),
  );
}

function counts(run: RunResult, { chalk, width }: Page): string[] {
  const pieces = VERDICTS.filter((kind) => run.counts[kind] > 0).map((kind): Piece => {
    return { as: 'whole', text: countedVerdict(run.counts[kind], kind), paint: paintOf(kind, chalk) };
  });
  return flow(pieces, { width }).map((row) => row.text);
}

function verdict(run: RunResult, { chalk, width }: Page): string[] {
  const paint = {
    conformant: chalk.green,
    'not-conformant': chalk.red,
    flaky: chalk.yellow,
    incomplete: chalk.yellow,
  }[run.verdict];
  const pieces: Piece[] = [
    { as: 'prose', text: verdictText(run), paint: (text) => chalk.bold(paint(text)) },
    {
      as: 'prose',
      text: `${counted(run.results.length, 'case')} in ${duration(run.durationMs)}`,
      paint: chalk.dim,
    },
  ];
  return flow(pieces, { width }).map((row) => row.text);
}
