import { encodeCommand } from '../wire/encode.ts';
import { FrameMaker, needsMessage } from './frame-maker.ts';
import { loginFrame, type FrameStyle } from './frames.ts';
import type { FrameSource } from './frame-source.ts';
import type { Job } from './job.ts';
import type { LinkExtras, LinkOwner } from './link-options.ts';
import { Link } from './link.ts';
import { partOf } from './mix.ts';
import { COMMAND_KINDS, type Plan } from './plan.ts';
import { seeded, seedFor } from './random.ts';
import type { Recorder } from './recorder.ts';
import { StatusScanner } from './status-scanner.ts';
import { Tape, tapeFrames } from './tape.ts';
import type { Turn } from './turn.ts';
import type { User } from './user.ts';

/** What the connections of one thread have in common. */
export interface Common {
  readonly job: Job;
  readonly recorder: Recorder;
  readonly owner: LinkOwner;
  readonly shared: Uint8Array;
  readonly turn: Turn;
  readonly now: () => number;
}

/** A connection for a user of a job, not dialled yet. */
export function createLink(user: User, { job, ...rest }: Common, extras: LinkExtras = {}): Link {
  const { plan, wire, address, answerMs, tag } = job;
  const style: FrameStyle = { user, tag, ending: wire.ending };
  const depth = wire.terminated ? plan.load.depth : 1;
  const source = createSource(plan, style, depth);
  extras.mail?.follow(source);
  return new Link({
    ...rest,
    address,
    login: loginFrame(style),
    farewell: encodeCommand({ name: 'DISCONNECTED', parameters: [] }, wire.ending),
    source,
    scanner: new StatusScanner({ terminated: wire.terminated, ids: isAboutMessages(plan) }),
    depth,
    answerMs,
    ...extras,
  });
}

/** Whether a plan needs the ids that the target gives to messages. */
export function isAboutMessages({ mix }: Plan): boolean {
  return COMMAND_KINDS.some((kind) => needsMessage(kind) && partOf(mix, kind) > 0);
}

/** A thread's tapes may take so much memory each; beyond, frames are made when they are needed. */
const MOST_TAPE_BYTES = 1024 * 1024;

function createSource(plan: Plan, style: FrameStyle, depth: number): FrameSource {
  const random = seeded(seedFor(plan.seed, style.user.number));
  if (isAboutMessages(plan)) return new FrameMaker(plan, style, random);
  const frames = tapeFrames(plan, { style, depth, random });
  const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  return bytes > MOST_TAPE_BYTES / Math.max(1, plan.connections / 100)
    ? new FrameMaker(plan, style, random)
    : new Tape(frames);
}
