import type { TranscriptLine } from '../../suites/result.ts';
import { columnsOf, padTo } from '../columns.ts';
import { entry, hangFor } from '../entry.ts';
import type { Entry } from '../entry.ts';
import type { Page } from '../page.ts';
import type { Piece } from '../pieces.ts';
import { printable } from '../printable.ts';

const INDENT = 4;

const MARKS: Readonly<Record<TranscriptLine['kind'], string>> = {
  sent: '→',
  received: '←',
  opened: '·',
  'half-closed': '·',
  closed: '·',
  dropped: '·',
  note: '·',
};

/** The whole transcript of a case: time, connection, direction, and the bytes or what happened. */
export function wireLog(transcript: readonly TranscriptLine[], page: Page): string[] {
  if (transcript.length === 0) return [];
  const times = columnWith(transcript.map(timeOf));
  const connections = columnWith(transcript.map(({ connection }) => printable(connection)));
  const lines = transcript.flatMap((event) => {
    const when = timeOf(event).padStart(times);
    const label = `${when}  ${padTo(printable(event.connection), connections)}  ${MARKS[event.kind]}`;
    const box = { width: page.width, indent: INDENT };
    const labelled: Entry = {
      label: [{ as: 'whole', text: label, paint: page.chalk.dim }],
      body: bodyOf(event, page),
    };
    return entry(labelled, { ...box, hang: hangFor([columnsOf(label)], box) });
  });
  return [page.chalk.dim('  wire log'), ...lines];
}

function bodyOf({ kind, text }: TranscriptLine, { chalk }: Page): Piece[] {
  switch (kind) {
    case 'sent':
      return [{ as: 'bytes', text }];
    case 'received':
      return [{ as: 'bytes', text, paint: chalk.bold }];
    case 'note':
      return [{ as: 'quoted', text, paint: chalk.dim }];
    case 'opened':
    case 'half-closed':
    case 'closed':
    case 'dropped':
      return [
        { as: 'prose', text: kind, paint: chalk.dim },
        { as: 'quoted', text, paint: chalk.dim },
      ];
  }
}

function timeOf({ atMs }: TranscriptLine): string {
  return `${atMs.toFixed(0)} ms`;
}

function columnWith(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}
