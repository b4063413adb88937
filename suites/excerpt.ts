import { escapeBytes } from '../wire/escape.ts';
import type { Mask } from '../wire/mask.ts';
import type { TranscriptEntry } from '../wire/transcript-entry.ts';

/** The bytes that went out and came in during a step, escaped and masked, for the report of a failure. */
export function excerpt(entries: readonly TranscriptEntry[], mask: Mask): { sent: string; received: string } {
  const of = (kind: 'sent' | 'received'): string =>
    escapeBytes(Buffer.concat(entries.flatMap((entry) => (entry.kind === kind ? [entry.bytes] : []))), {
      mask,
    });
  return { sent: of('sent'), received: of('received') };
}
