import type { PollOptions } from '../spec/step.ts';
import { messageWords } from './change-words.ts';
import { wantedChange } from './play/poll.ts';
import type { SentMessage } from './played.ts';
import { isAbout } from './recognise.ts';
import type { PollJudging, Ruling } from './ruling.ts';

/** What must not come: any change about a message, or one of a certain type; of a burst, the refused messages. */
export function judgeMissed({ misses = [] }: PollOptions, { record, judging }: PollJudging): Ruling[] {
  const { clause, played } = judging;
  return misses.flatMap((missed): Ruling[] => {
    const ref = typeof missed === 'string' ? missed : wantedChange(missed).ref;
    const message = played.messages.get(ref);
    if (message === undefined) return [{ kind: 'error', why: `${ref} was never sent` }];
    const others = [...played.messages.values()].filter((each) => each !== message);
    const unwanted = { ...message, contents: refused(message) };
    const came = record.changes.filter((change) =>
      typeof missed === 'string'
        ? isAbout(change, unwanted, { nonce: played.nonce, others })
        : change.type === wantedChange(missed).type &&
          isAbout(change, unwanted, { nonce: played.nonce, others }),
    );
    const first = came[0];
    if (first === undefined) return [{ kind: 'held' }];
    const unwantedType = typeof missed === 'string' ? 'change' : first.type;
    const expected = [`no ${unwantedType} about ${messageWords(message)}`];
    return [
      { kind: 'broken', clause, expected, actual: `${first.type} ${first.info ?? first.messageId ?? ''}` },
    ];
  });
}

function refused({ contents, codes }: SentMessage): readonly string[] {
  return codes.length > 1 ? contents.filter((_, index) => codes[index] !== 200) : contents;
}
