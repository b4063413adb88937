import type { PlainStep, Step } from '../spec/step.ts';
import type { Account } from '../target/profile.ts';
import { Transcript } from '../wire/transcript.ts';
import { canary } from './canary.ts';
import type { Case } from './case.ts';
import { speechIn } from './dialect/speech.ts';
import { playBurst } from './play/burst.ts';
import { Channels, Unready } from './play/channels.ts';
import { isSetup, playCommand } from './play/command.ts';
import type { CaseContext, RunContext } from './play/context.ts';
import { everywhere } from './play/everywhere.ts';
import { learnIds } from './play/learn-ids.ts';
import { playLook } from './play/look.ts';
import { Messages } from './play/messages.ts';
import { playPipeline } from './play/pipeline.ts';
import { playPoll } from './play/poll.ts';
import { openView } from './play/view.ts';
import { playWait, playWrite } from './play/write.ts';
import type { Played, StepRecord } from './played.ts';
import { excerpt } from './excerpt.ts';

/**
 * Plays the steps of a case and records what comes. Decides nothing, except when to stop: behind a step that must
 * succeed for the next ones to make sense and did not.
 */
export async function perform(
  toPlay: Case,
  accounts: ReadonlyMap<string, Account>,
  ofRun: RunContext,
): Promise<Played> {
  const { deviation } = toPlay;
  const speech = deviation === undefined ? ofRun.speech : speechIn(deviation.without, ofRun.random);
  const run: RunContext = { ...ofRun, speech };
  const startMs = run.now();
  const transcript = new Transcript(run.now);
  const channels = new Channels(run, transcript);
  const context: CaseContext = {
    ...run,
    accounts,
    view: await openView(toPlay, accounts, run),
    transcript,
    channels,
    messages: new Messages(),
    bursts: new Map(),
    nonce: letters(6, run.random),
    unknown: { token: letters(64, run.random), id: 1_900_000_000 + Math.floor(run.random() * 99_000_000) },
  };
  const records: StepRecord[] = [];
  try {
    for (const step of toPlay.steps) {
      const record = await play(step, context);
      records.push(record);
      if (endsTheCase(step, record)) break;
    }
  } finally {
    await channels.end();
  }
  return {
    records,
    messages: context.messages.all,
    nonce: context.nonce,
    everywhere: everywhere(toPlay, channels, run.learnt),
    transcript: transcript.render(run.mask),
    durationMs: run.now() - startMs,
  };
}

async function play(step: Step, context: CaseContext): Promise<StepRecord> {
  const from = context.transcript.entries().length;
  await learnIds(step, context);
  const facts = await playStep(step, context).catch((error: unknown): Facts => {
    if (error instanceof Unready) return { kind: 'unready', why: error.message };
    throw error;
  });
  return { ...facts, ...excerpt(context.transcript.entries().slice(from), context.mask) };
}

function playStep(step: Step, context: CaseContext): Promise<Facts> {
  return step.kind === 'together' ? playTogether(step.steps, context) : playPlain(step, context);
}

type Facts = StepRecord extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'sent' | 'received'>
    : never
  : never;

async function playPlain(step: PlainStep, context: CaseContext): Promise<Facts> {
  const { channels } = context;
  switch (step.kind) {
    case 'command':
      return playCommand(step, context);
    case 'write':
      return playWrite(step, context);
    case 'poll':
      return playPoll(step, context);
    case 'burst':
      return playBurst(step, context);
    case 'pipeline':
      return playPipeline(step, context);
    case 'wait':
      return playWait({ who: step.who, for: step.options.for }, context);
    case 'alive':
      return { kind: 'alive', ...(await canary(context, context.transcript)) };
    case 'look':
      return playLook(step, context);
    case 'connect': {
      const ready = await channels.ready(step.who);
      return ready.kind === 'ready' ? { kind: 'done' } : { kind: 'answer', answer: ready.answer };
    }
    case 'leave':
      return playLeave(step, context);
    case 'half-close':
      channels.get(step.who)?.connection.halfClose();
      channels.done(step.who);
      return { kind: 'done' };
    case 'close':
    case 'reset':
      channels.drop(step.who, step.kind);
      return { kind: 'done' };
  }
}

/** All at the same moment: each step on its own connection, opened beforehand. */
async function playTogether(steps: readonly PlainStep[], context: CaseContext): Promise<Facts> {
  for (const { who } of steps) await context.channels.ready(who);
  const records = await Promise.all(
    steps.map(async (step): Promise<StepRecord> => ({
      ...(await playPlain(step, context)),
      sent: '',
      received: '',
    })),
  );
  return { kind: 'together', records };
}

/** DISCONNECTED, whatever comes of it, and a close. There is no leave to take where the target has closed. */
async function playLeave({ who }: { who: PlainStep['who'] }, context: CaseContext): Promise<Facts> {
  const { channels } = context;
  if (!(await channels.isLost(who)))
    await playCommand({ who, command: 'DISCONNECTED', options: {} }, context);
  channels.drop(who);
  return { kind: 'done' };
}

function endsTheCase(step: Step, record: StepRecord): boolean {
  switch (record.kind) {
    case 'impossible':
    case 'unready':
    case 'no-patience':
    case 'wrong':
      return true;
    case 'answer': {
      const isMeans = step.kind === 'connect' || (step.kind === 'command' && isSetup(step.options));
      const isFarewell = step.kind === 'command' && step.command === 'DISCONNECTED';
      return isMeans && !isFarewell && !(record.answer.kind === 'reply' && record.answer.code === 200);
    }
    case 'burst':
      return record.broken !== undefined;
    case 'answers':
    case 'poll':
    case 'together':
    case 'alive':
    case 'look':
    case 'done':
      return false;
  }
}

function letters(count: number, random: () => number): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)] ?? 'a').join(
    '',
  );
}
