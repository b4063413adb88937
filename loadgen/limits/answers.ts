import type { Connection } from '../../wire/connection.ts';
import type { Wire } from '../job.ts';

/** An answer: its code, when it came, and its data lines. */
export interface Answer {
  readonly code: number;
  readonly atMs: number;
  readonly lines: string[];
}

/** How answers are waited for; times in ms, as `performance.now()` tells time. */
export interface Reading {
  readonly wire: Wire;
  readonly answerMs: number;
  readonly now: () => number;
}

/** An answer without an end is over after so long without a byte. */
const QUIET_MS = 100;

/** As many answers as come, each with its lines; the lines of the last one as far as they have come by then. */
export async function readAnswers(
  connection: Connection,
  count: number,
  { now, answerMs, wire }: Reading,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (;;) {
    const { received } = connection;
    const isQuiet = !wire.terminated && received > 0 && connection.pending;
    const untilMs = now() + (isQuiet ? QUIET_MS : answerMs);
    takeAnswers(connection, answers, now());
    if (answers.length >= count) return answers;
    const change = await connection.change({ received }, untilMs);
    if (change === 'bytes') continue;
    if (connection.pending) connection.flush();
    takeAnswers(connection, answers, now());
    return answers;
  }
}

/** Waits for the lines of the last answer, which may still be on their way: where an answer ends is not on the wire. */
export async function readOn(
  connection: Connection,
  answers: Answer[],
  { now, answerMs, wire }: Reading,
): Promise<void> {
  const latestMs = now() + answerMs;
  for (;;) {
    const { received } = connection;
    const change = await connection.change({ received }, Math.min(latestMs, now() + QUIET_MS));
    if (change !== 'bytes' && connection.pending && !wire.terminated) connection.flush();
    takeAnswers(connection, answers, now());
    if (change !== 'bytes' || now() >= latestMs) return;
  }
}

/** Takes over what has come. */
export function takeAnswers(connection: Connection, answers: Answer[], atMs: number): void {
  for (let event = connection.take(); event !== undefined; event = connection.take())
    if (event.kind === 'status') answers.push({ code: event.code, atMs, lines: [] });
    else if (event.kind === 'data') answers.at(-1)?.lines.push(`${event.key}:${event.value}`);
}
