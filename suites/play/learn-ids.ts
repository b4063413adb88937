/** A target that tells nobody the ids of messages: they are learnt from its database (M10). */
import { idsNamed } from '../../spec/step-parts.ts';
import type { Step } from '../../spec/step.ts';
import { pause } from '../channel.ts';
import { attribute, isAccepted } from '../stored-messages.ts';
import type { CaseContext } from './context.ts';
import { LOOK_PAUSE_MS, newMessages } from './view.ts';

/** Finds out the ids that a step is about to send and that nobody has told; what cannot be found stays unknown. */
export async function learnIds(step: Step, context: CaseContext): Promise<void> {
  for (const ref of idsNamed(step)) await learnId(ref, context);
}

async function learnId(ref: string, context: CaseContext): Promise<void> {
  const { messages, view, now, nonce, peer } = context;
  const message = messages.get(ref);
  if (view.kind === 'unseen' || message === undefined || message.id !== undefined) return;
  if (!isAccepted(message)) return;
  const untilMs = now() + peer.profile.timing.answerMs;
  for (;;) {
    const looked = await newMessages(view, nonce);
    if (looked.kind === 'unseen') return;
    const [row] = attribute(looked.seen, { messages: messages.all, nonce }).of(ref);
    if (row !== undefined) {
      messages.identify(ref, row.id);
      context.learnt.kept = { kind: 'shown' };
      context.transcript.record('database', 'note', `${ref} has the id ${row.id}`);
      return;
    }
    if (now() >= untilMs) return;
    await pause(LOOK_PAUSE_MS);
  }
}
