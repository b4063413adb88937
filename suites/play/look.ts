import type { LookOptions } from '../../spec/step.ts';
import { pause } from '../channel.ts';
import { judgeLook } from '../judge-look.ts';
import type { StoredMessage } from '../message-store.ts';
import { attribute } from '../stored-messages.ts';
import { rowWords } from '../stored-words.ts';
import type { CaseContext } from './context.ts';
import { LOOK_PAUSE_MS, newMessages, type View } from './view.ts';

/** So many messages are shown in the wire log. */
const SHOWN = 4;

export type LookRecord =
  | {
      kind: 'look';
      rows: readonly StoredMessage[];
      doubt?: string;
      forMs: number;
      users: readonly number[];
    }
  | { kind: 'impossible'; why: string };

interface Look {
  readonly options: LookOptions;
}

/**
 * Looks until all that is due is there, for as long as an answer may take: a target may store what it has accepted a
 * little later. What must not be there is looked for once more after a quiet gap.
 */
export async function playLook({ options }: Look, context: CaseContext): Promise<LookRecord> {
  const { view, now, learnt, peer } = context;
  if (view.kind === 'unseen') return { kind: 'impossible', why: view.why };
  const startMs = now();
  const untilMs = startMs + peer.profile.timing.answerMs;
  const due = { stored: options.stored, deleted: options.deleted };
  let looked = await newMessages(view, context.nonce);
  while (looked.kind === 'seen' && now() < untilMs && lacks(due, looked.seen, { view, context })) {
    await pause(LOOK_PAUSE_MS);
    looked = await newMessages(view, context.nonce);
  }
  const forMs = Math.round(now() - startMs);
  if (looked.kind === 'seen' && excludes(options)) {
    await pause(learnt.gapMs);
    looked = await newMessages(view, context.nonce);
  }
  if (looked.kind === 'unseen') return { kind: 'impossible', why: looked.why };
  const rows = looked.seen;
  tell(rows, context);
  identify(rows, context);
  view.earlier.push(rows);
  const doubt = await doubtOf(view, context);
  const users = peer.profile.accounts.map(({ id }) => id);
  return { kind: 'look', rows, forMs, users, ...(doubt !== undefined && { doubt }) };
}

/** Whether something that is due is not there yet. */
function lacks(
  due: LookOptions,
  rows: readonly StoredMessage[],
  { view, context }: { view: Extract<View, { kind: 'open' }>; context: CaseContext },
): boolean {
  const { messages, nonce } = context;
  const facts = {
    rows,
    earlier: view.earlier,
    messages: messages.all,
    nonce,
    forMs: 0,
    users: [],
    clause: '',
  };
  return judgeLook(due, facts).some(({ kind }) => kind === 'broken');
}

/** Whether it is judged that something is not there. */
function excludes({ missing, unchanged, once }: LookOptions): boolean {
  return missing !== undefined || unchanged !== undefined || once === true;
}

function tell(rows: readonly StoredMessage[], { transcript }: CaseContext): void {
  const shown = rows.slice(0, SHOWN).map(rowWords);
  const more = rows.length > SHOWN ? [`and ${rows.length - SHOWN} more`] : [];
  transcript.record(
    'database',
    'note',
    rows.length === 0 ? 'no new message' : [...shown, ...more].join('; '),
  );
}

/** A message that is found shows that messages are kept here, and its id, where nobody has told it. */
function identify(rows: readonly StoredMessage[], { messages, nonce, learnt }: CaseContext): void {
  const { of } = attribute(rows, { messages: messages.all, nonce });
  for (const ref of messages.all.keys()) {
    const [row] = of(ref);
    if (row === undefined) continue;
    learnt.kept = { kind: 'shown' };
    messages.identify(ref, row.id);
  }
}

/** As long as no message of the run has been seen, they may be kept elsewhere. What was found out is remembered. */
async function doubtOf(
  { store }: Extract<View, { kind: 'open' }>,
  { learnt }: CaseContext,
): Promise<string | undefined> {
  if (learnt.kept.kind === 'shown') return undefined;
  const doubt = await store.doubt();
  if (doubt !== undefined) learnt.kept = { kind: 'elsewhere', why: doubt };
  return doubt;
}
