import type { RunEvent } from '../suites/result.ts';
import { usableWidth } from './page.ts';
import type { Page } from './page.ts';
import {
  deathLines,
  deservesLine,
  liveLine,
  planLines,
  resultLine,
  tallyLine,
  waitText,
} from './progress-lines.ts';
import type { Tally } from './progress-lines.ts';

/** `now`: milliseconds from any beginning, never going back. */
export interface ProgressOptions extends Page {
  readonly mode: 'live' | 'plain';
  readonly now: () => number;
}

/** What to write while a run goes on, in the order of the calls. */
export interface Progress {
  readonly event: (event: RunEvent) => string;
  /** Clears what must not stay, so that the report may follow. */
  readonly end: () => string;
}

const NOTHING_YET: Tally = { done: 0, total: 0, fail: 0, error: 0 };

const CLEAR_LINE = '\r\x1b[K';
/** The eye sees no more, and a terminal over a slow line need not draw more. */
const REDRAW_EVERY_MS = 50;
const PLAIN_EVERY_CASES = 50;
/** A shorter wait needs no line in a log. */
const LONG_WAIT_MS = 5000;

/**
 * The progress of a run as text to write. `live` (a terminal) rewrites one line in place; `plain` (CI, a pipe) tells of
 * long waits, and every 50 cases how far the run is. Both tell of a finding at once.
 */
export function createProgress(options: ProgressOptions): Progress {
  const page = { ...options, width: usableWidth(options.width) };
  return page.mode === 'live' ? liveProgress(page) : plainProgress(page);
}

function liveProgress(page: ProgressOptions): Progress {
  let tally = NOTHING_YET;
  let doing = '';
  let drawnAt = -Infinity;

  const draw = (above: string): string => {
    drawnAt = page.now();
    return CLEAR_LINE + above + liveLine(tally, doing, page);
  };
  const drawIfDue = (): string => (page.now() - drawnAt < REDRAW_EVERY_MS ? '' : draw(''));

  return {
    event(event) {
      tally = tallied(tally, event);
      switch (event.kind) {
        case 'plan':
          return draw(planLines(event.text, page));
        case 'case-started':
          doing = event.id;
          return drawIfDue();
        case 'case-ended':
          return deservesLine(event.result) ? draw(resultLine(event.result, page)) : drawIfDue();
        case 'waiting':
          doing = waitText(event);
          return draw('');
        case 'died':
          return draw(deathLines(event, page));
      }
    },
    end: () => CLEAR_LINE,
  };
}

function plainProgress(page: Page): Progress {
  let tally = NOTHING_YET;
  return {
    event(event) {
      tally = tallied(tally, event);
      switch (event.kind) {
        case 'plan':
          return planLines(event.text, page);
        case 'case-started':
          return '';
        case 'case-ended':
          return (deservesLine(event.result) ? resultLine(event.result, page) : '') + milestone(tally);
        case 'waiting':
          return event.forMs < LONG_WAIT_MS ? '' : `${waitText(event)}\n`;
        case 'died':
          return deathLines(event, page);
      }
    },
    end: () => '',
  };
}

function tallied(tally: Tally, event: RunEvent): Tally {
  switch (event.kind) {
    case 'plan':
      return { ...tally, total: event.total };
    case 'case-ended': {
      const { verdict } = event.result;
      return {
        done: event.done,
        total: event.total,
        fail: tally.fail + (verdict === 'fail' ? 1 : 0),
        error: tally.error + (verdict === 'error' ? 1 : 0),
      };
    }
    case 'case-started':
    case 'waiting':
    case 'died':
      return tally;
  }
}

/** Now and then how far the run is; not at its end, where the report says it better. */
function milestone(tally: Tally): string {
  return tally.done % PLAIN_EVERY_CASES === 0 && tally.done < tally.total ? `${tallyLine(tally)}\n` : '';
}
