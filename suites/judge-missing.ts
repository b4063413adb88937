import { messageWords } from './change-words.ts';
import type { LookFacts } from './judge-look.ts';
import type { StoredMessage } from './message-store.ts';
import type { SentMessage } from './played.ts';
import type { Ruling } from './ruling.ts';
import { attribute, type Attribution } from './stored-messages.ts';
import { maybe, rowWords } from './stored-words.ts';

/** Rules on a message that was refused and must not be there. One that is marked as deleted is as good as none. */
export function judgeMissing(message: SentMessage, facts: LookFacts): Ruling[] {
  const refused = contentsOf(message, (code) => code !== 200);
  if (refused.length === 0)
    return [{ kind: 'not-observable', why: 'it was answered 200, so that the target may well keep it' }];
  const attribution = attribute(
    facts.rows.filter(({ deleted }) => deleted !== true),
    facts,
  );
  // As many as were accepted and are not there as they were sent are accounted for: some form of those.
  const strangers = strangersIn(attribution, facts).slice(missedIn(attribution, facts));
  const found = ofRefused(message, refused, attribution) ?? strangers.find((row) => isPart(row, refused));
  if (found !== undefined)
    return [
      {
        kind: 'broken',
        clause: facts.clause,
        expected: [`${messageWords(message)} is not stored`],
        actual: rowWords(found),
      },
    ];
  const [stranger] = strangers;
  return [stranger === undefined ? { kind: 'held' } : maybe(stranger)];
}

/** Of a burst each text has an answer of its own; of any other message the first, and its updates are others. */
function contentsOf({ contents, codes }: SentMessage, fits: (code: number) => boolean): readonly string[] {
  return codes.flatMap((code, index) => (fits(code) ? (contents[index] ?? []) : []));
}

function ofRefused(
  { ref, codes }: SentMessage,
  refused: readonly string[],
  { of }: Attribution,
): StoredMessage | undefined {
  return of(ref).find(({ content }) => codes.length === 1 || refused.includes(content));
}

/** What is stored in these users' names and was not sent so. */
function strangersIn({ of, unknown }: Attribution, { messages }: LookFacts): StoredMessage[] {
  const altered = [...messages.values()].flatMap(({ ref, contents }) =>
    of(ref).filter(({ content }) => !contents.includes(content)),
  );
  return [...altered, ...unknown];
}

/** How many of those that were accepted are not stored as they were sent. */
function missedIn({ of }: Attribution, { messages }: LookFacts): number {
  return [...messages.values()].reduce((sum, message) => {
    const accepted = contentsOf(message, (code) => code === 200);
    const stored = of(message.ref).filter(({ content }) => message.contents.includes(content)).length;
    return sum + Math.max(0, accepted.length - stored);
  }, 0);
}

/** A text that was cut is still that text. */
function isPart({ content }: StoredMessage, refused: readonly string[]): boolean {
  return content !== '' && refused.some((text) => text.includes(content));
}
