import type { Delivery } from '../../spec/case-schema.ts';
import { encodeCommand, type Ending } from '../../wire/encode.ts';
import type { Built } from './build.ts';

/** A pause between two segments, in ms: long enough to arrive apart, far below any idle time. */
export const CUT_PAUSE_MS = 12;
export const BYTE_PAUSE_MS = 1;

/** What is sent of a command. */
export type Outgoing = Pick<Built, 'spoken' | 'bare'>;

export interface Segments {
  readonly segments: readonly Buffer[];
  readonly pauseMs: number;
  readonly halfClose: boolean;
}

/** The bytes of a command as they leave. `further`: a command that goes in the same segment, right behind it. */
export function toSegments(
  built: Outgoing,
  { delivery, ending, further }: { delivery: Delivery; ending: Ending; further?: Buffer },
): Segments {
  const whole = encode(built, further === undefined ? ending : ending === 'none' ? 'newline' : ending);
  if (delivery === 'byte-by-byte') {
    return { segments: [...whole].map((byte) => Buffer.of(byte)), pauseMs: BYTE_PAUSE_MS, halfClose: false };
  }
  if (typeof delivery === 'object') {
    const at = cutAt(built, whole, delivery.cut);
    return { segments: [whole.subarray(0, at), whole.subarray(at)], pauseMs: CUT_PAUSE_MS, halfClose: false };
  }
  const bytes = further === undefined ? whole : Buffer.concat([whole, further]);
  return { segments: [bytes], pauseMs: 0, halfClose: delivery === 'half-close' };
}

function encode({ spoken: command, bare }: Outgoing, ending: Ending): Buffer {
  if (bare === undefined) return encodeCommand(command, ending);
  const lines = encodeCommand(command, 'newline');
  return Buffer.concat([
    lines,
    Buffer.from(bare + (ending === 'none' ? '' : ending === 'newline' ? '\n' : '\n\n')),
  ]);
}

type Place = Extract<Delivery, object>['cut'];

/** Where a place is, in bytes from the start; keys and values are those of the last parameter. */
function cutAt({ spoken: command }: Pick<Built, 'spoken'>, whole: Buffer, place: Place): number {
  const name = Buffer.byteLength(command.name);
  const last = command.parameters.at(-1) ?? { key: '', value: '' };
  const key = Buffer.byteLength(
    encodeCommand({ name: command.name, parameters: command.parameters.slice(0, -1) }, 'newline'),
  );
  const colon = key + Buffer.byteLength(last.key);
  const value = Buffer.byteLength(last.value);
  switch (place) {
    case 'in-name':
      return Math.ceil(name / 2);
    case 'after-name':
      return name;
    case 'after-name-newline':
      return name + 1;
    case 'in-key':
      return key + Math.ceil(Buffer.byteLength(last.key) / 2);
    case 'before-colon':
      return colon;
    case 'after-colon':
      return colon + 1;
    case 'in-value':
      return colon + 1 + Math.max(1, Math.floor(value / 2));
    case 'in-character':
      return 1 + whole.findIndex((byte) => byte >= 0xc0);
    case 'before-last-newline':
      return colon + 1 + value;
  }
}
