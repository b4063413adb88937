import type { Delivery } from '../../spec/case-schema.ts';
import type { PlainStep } from '../../spec/step.ts';
import { encodeCommand } from '../../wire/encode.ts';
import { build, type Asked } from '../play/build.ts';
import { inSegments } from '../play/pipeline.ts';
import { sayLogin } from '../play/say.ts';
import { toSegments } from '../play/segments.ts';
import { bytesOf } from '../play/write.ts';
import type { Sample } from './sample.ts';

/** What leaves in a step: the bytes, a line for each segment, and in which way they leave when that is not in one. */
export interface Sent {
  readonly bytes: readonly string[];
  readonly how?: string;
}

const NOTHING: Sent = { bytes: [] };

/** What a step sends. */
export function sentIn(step: PlainStep, sample: Sample): Sent {
  const { context, show } = sample;
  switch (step.kind) {
    case 'command':
      return commandSent(step, sample);
    case 'write':
      return written(step, sample);
    case 'poll':
      return plain({ who: step.who, command: 'NEW_CHG_AVAILABLE', options: {} }, sample);
    case 'burst': {
      const options = { to: step.options.to, content: '{unique} 0.' };
      return plain({ who: step.who, command: 'SEND_MSG', options }, sample);
    }
    case 'pipeline': {
      const built = step.commands.map(({ command, options }) =>
        build({ who: step.who, command, options }, context),
      );
      const delivery = step.commands.at(-1)?.options.delivery ?? 'whole';
      return inWay(delivery, inSegments(built, delivery, context.learnt).segments.map(show));
    }
    case 'leave':
      return plain({ who: step.who, command: 'DISCONNECTED', options: {} }, sample);
    case 'alive':
    case 'look':
    case 'connect':
    case 'half-close':
    case 'close':
    case 'reset':
    case 'wait':
      return NOTHING;
  }
}

function plain(asked: Asked, { context, show }: Sample): Sent {
  return { bytes: [show(encodeCommand(build(asked, context).command))] };
}

function commandSent(asked: Asked, { context, show }: Sample): Sent {
  const { delivery = 'whole' } = asked.options;
  const user = context.accounts.get(asked.who.actor);
  const hasNext = (delivery === 'next' || delivery === 'followed') && user !== undefined;
  const { ending } = context.learnt;
  const { segments } = toSegments(build(asked, context), {
    delivery,
    ending,
    ...(hasNext && { further: sayLogin(user, context) }),
  });
  const bytes = delivery === 'byte-by-byte' ? [Buffer.concat(segments)] : segments;
  return inWay(delivery, bytes.map(show));
}

function written({ options }: Extract<PlainStep, { kind: 'write' }>, { context, show }: Sample): Sent {
  return inWay(options.delivery ?? 'whole', [show(bytesOf(options, context))]);
}

function inWay(delivery: Delivery, bytes: readonly string[]): Sent {
  switch (delivery) {
    case 'whole':
      return { bytes };
    case 'byte-by-byte':
      return { bytes, how: 'a byte at a time' };
    case 'half-close':
      return { bytes, how: 'with a half-close right behind' };
    case 'next':
    case 'followed':
      return { bytes, how: 'with a further LOGIN in the same segment' };
    default:
      return { bytes, how: 'in two segments, a short pause between them' };
  }
}
