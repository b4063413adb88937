import type { LiveSecond, LoadEvent } from '../../loadgen/result.ts';
import { cutTo } from '../columns.ts';
import { flow } from '../flow.ts';
import { paragraphs, usableWidth, type Page } from '../page.ts';
import { printable } from '../printable.ts';
import { duration } from '../words.ts';
import { milliseconds, whole } from './numbers.ts';

export interface LoadProgressOptions extends Page {
  readonly mode: 'live' | 'plain';
}

/** What to write while a load run goes on, in the order of the calls. */
export interface LoadProgress {
  readonly event: (event: LoadEvent) => string;
  /** Clears what must not stay, so that the report may follow. */
  readonly end: () => string;
}

const CLEAR_LINE = '\r\x1b[K';
/** So often a log gets a line, in seconds of the run. */
const PLAIN_EVERY_SECONDS = 5;
const BAR_COLUMNS = 12;
/** Below so many columns there is no room for a bar. */
const BAR_FROM = 60;

/** `live` (a terminal) rewrites one line in place; `plain` (CI, a pipe) tells every five seconds. */
export function createLoadProgress(options: LoadProgressOptions): LoadProgress {
  const page = { ...options, width: usableWidth(options.width) };
  const isLive = options.mode === 'live';
  let seconds = 0;
  return {
    event(event) {
      switch (event.kind) {
        case 'plan':
          return (isLive ? CLEAR_LINE : '') + planLines(event.text, page);
        case 'stage':
          return `${isLive ? CLEAR_LINE : ''}${printable(event.text)}\n`;
        case 'connected':
          return isLive ? CLEAR_LINE + cut(`${event.connections} of ${event.of} users logged in`, page) : '';
        case 'started':
          return isLive ? CLEAR_LINE + cut(event.warmUpMs > 0 ? 'warming up' : 'started', page) : '';
        case 'second':
          seconds += 1;
          if (isLive) return CLEAR_LINE + liveLine(event.second, page);
          return seconds % PLAIN_EVERY_SECONDS === 0 ? `${secondText(event.second)}\n` : '';
      }
    },
    end: () => (isLive ? CLEAR_LINE : ''),
  };
}

/** `[######------]  198/s  p50 1.23 ms  p99 5.40 ms  2 errors  426/TOOMRQ 2  8.0 s left`. */
function liveLine(second: LiveSecond, page: Page): string {
  const done = Math.min(1, second.totalMs === 0 ? 1 : second.elapsedMs / second.totalMs);
  const filled = Math.round(done * BAR_COLUMNS);
  const bar = page.width < BAR_FROM ? '' : `[${'#'.repeat(filled)}${'-'.repeat(BAR_COLUMNS - filled)}]  `;
  const left = duration(Math.max(0, second.totalMs - second.elapsedMs));
  const text = cut(`${bar}${secondText(second)}  ${left} left`, page);
  return second.errors > 0 ? page.chalk.red(text) : text;
}

function secondText(second: LiveSecond): string {
  const { elapsedMs, totalMs, perSecond, p50Ms, p99Ms, inFlight, errors, statuses, isWarmUp } = second;
  const others = Object.entries(statuses).filter(([status]) => status !== '200/OK');
  return printable(
    [
      `${isWarmUp ? 'warm-up ' : ''}${duration(elapsedMs)} of ${duration(totalMs)}`,
      `${whole(perSecond)}/s`,
      ...(perSecond === 0 ? [] : [`p50 ${milliseconds(p50Ms)} ms`, `p99 ${milliseconds(p99Ms)} ms`]),
      `${whole(inFlight)} waiting`,
      ...(errors === 0 ? [] : [errors === 1 ? '1 error' : `${whole(errors)} errors`]),
      ...others.map(([status, count]) => `${status} ${whole(count)}`),
    ].join('  '),
  );
}

/** One column stays free: some terminals wrap there. */
function cut(text: string, { width }: Page): string {
  return cutTo(printable(text), width - 1);
}

function planLines(text: string, { width }: Page): string {
  return paragraphs([flow([{ as: 'prose', text }], { width }).map((row) => row.text)]);
}
