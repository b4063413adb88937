import { frameOf, type FrameStyle } from '../frames.ts';
import type { Link } from '../link.ts';
import type { Job } from '../job.ts';
import { Tape } from '../tape.ts';
import type { Mailbox } from './mailbox.ts';

/** Polls of a round. All but the last being empty, nothing is left: the lines of the last may still be on their way. */
const ROUND = 16;
/** A queue that former runs have left may be long, and a target may hand out one change for ever. */
const LONGEST_MS = 60_000;

/** Who polls, and where that is taken down. */
export interface Sweeper {
  readonly link: Link;
  readonly mail: Mailbox;
}

export interface Sweeping {
  readonly now: () => number;
  /** Looks after the connections as long as something holds, and nobody is tired of waiting. */
  readonly while: (holds: () => boolean) => Promise<void>;
}

/** Links and mailboxes of the same users, in the same order. */
export function sweepersOf(links: readonly Link[], mails: readonly Mailbox[]): Sweeper[] {
  return mails.flatMap((mail, at) => {
    const link = links[at];
    return link === undefined ? [] : [{ link, mail }];
  });
}

/** Behind the load everybody polls until nothing is left, on the connection it has. Bounded in time. */
export async function sweep(
  { tag, wire }: Pick<Job, 'tag' | 'wire'>,
  sweepers: readonly Sweeper[],
  { now, while: whilst }: Sweeping,
): Promise<void> {
  const untilMs = now() + LONGEST_MS;
  for (const { link, mail } of sweepers) link.turnTo(pollsOf({ user: mail.user, tag, ending: wire.ending }));
  let active = sweepers.filter(({ link, mail }) => link.isUp && isIdle(link) && mail.isInStep);
  while (active.length > 0 && now() < untilMs) {
    for (const { link, mail } of active) {
      mail.beginRound();
      for (let polls = 0; polls < ROUND; polls += 1) link.pending.add(now());
      link.flush(now());
    }
    await whilst(() => now() < untilMs && active.some(({ link }) => link.isUp && !isIdle(link)));
    // Whoever has not been answered by now is done, and has not polled to the end.
    active = active.filter(({ link, mail }) => link.isUp && isIdle(link) && mail.endRound());
  }
}

function isIdle({ pending }: Link): boolean {
  return pending.onTheirWay + pending.waiting === 0;
}

function pollsOf(style: FrameStyle): Tape {
  return new Tape(Array.from({ length: 2 * ROUND }, () => frameOf('poll', style, { number: 0, size: 0 })));
}
