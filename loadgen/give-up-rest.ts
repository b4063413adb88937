import type { Mailbox } from './delivery/mailbox.ts';
import type { Link } from './link.ts';
import type { Recorder } from './recorder.ts';

/** Takes down what is left once nobody waits any more; where delivery is verified there is a mailbox for each link. */
export function giveUpRest({
  links,
  mails,
  recorder,
}: {
  links: readonly Link[];
  mails: readonly Mailbox[];
  recorder: Recorder;
}): void {
  for (const [at, { pending }] of links.entries()) {
    while (pending.onTheirWay > 0) {
      recorder.gone('unanswered', pending);
      mails[at]?.gaveUp();
      pending.answer();
    }
    while (pending.waiting > 0) {
      recorder.unsent(pending.nextIntendedMs);
      pending.giveUp();
    }
  }
}
