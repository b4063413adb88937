import { isChangeType } from './changes.ts';
import type { Change, Reply, SentMessage } from './played.ts';

/** A message as its sender wrote it, so that a reader knows which one is meant. */
export function messageWords({ contents: [content = ''], codes }: SentMessage): string {
  if (codes.length > 1) return 'a message that was refused';
  return `the message ${JSON.stringify(content.length > 60 ? `${content.slice(0, 60)}…` : content)}`;
}

interface HandedOut {
  readonly changes: readonly Change[];
  readonly replies: readonly Reply[];
}

/** What polls handed out instead of the change that was looked for. */
export function handedOutWords({ changes, replies }: HandedOut): string {
  const odd = replies
    .flatMap(({ data }) => data)
    .find(({ key, value }) => key === 'type' && !isChangeType(value.trim()));
  if (odd !== undefined) return `the type ${JSON.stringify(odd.value)}`;
  if (changes.length > 0) return `only other changes: ${kindsOf(changes)}`;
  const last = replies.at(-1)?.line ?? 'nothing';
  return `no such change in ${replies.length === 1 ? '1 poll' : `${replies.length} polls`}, the last one answered ${last}`;
}

function kindsOf(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { type } of changes) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
}
