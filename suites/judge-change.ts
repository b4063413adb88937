import type { PollOptions } from '../spec/step.ts';
import { readInfo } from './message-info.ts';
import { fillIn } from './fill-in.ts';
import { judgeContent } from './judge-content.ts';
import type { Judging, Ruling } from './ruling.ts';
import type { Change, SentMessage } from './played.ts';

type Wanted = NonNullable<PollOptions['sees']>[number];

/** A change that was found, what it is about, and what was looked for. */
export interface Detail {
  change: Change;
  message: SentMessage;
  wanted: Wanted;
  judging: Judging & { clause: string };
}

/** Rules on one aspect of a change. */
export function judgeDetail(what: NonNullable<PollOptions['judges']>[number], detail: Detail): Ruling[] {
  const { change, message, wanted, judging } = detail;
  const { clause } = judging;
  const broken = (expected: string, actual: string): Ruling[] => [
    { kind: 'broken', clause, expected: [expected], actual },
  ];
  switch (what) {
    case 'arrival':
    case 'type':
      // To have been found at all, the change must have the right type and the data line that goes with it.
      return [];
    case 'content': {
      const given = 'content' in wanted ? wanted.content : undefined;
      const expected =
        given === undefined ? contentAt(change.type, message) : fillIn(given, judging.played.nonce);
      return [judgeContent(change.info ?? '', expected, judging)];
    }
    case 'fields':
      return judgeFields(detail);
    case 'id':
      return change.messageId === message.id
        ? []
        : broken(
            `a data line message-id:${message.id ?? ''}`,
            change.messageId === undefined ? 'no data line message-id' : `message-id:${change.messageId}`,
          );
    case 'no-token':
    case 'no-forgery':
      return [];
  }
}

/** As sent for a new message, the latest update for an update. */
export function contentAt(type: string, { contents }: SentMessage): string {
  return (type === 'new_message' ? contents[0] : contents.at(-1)) ?? '';
}

function judgeFields({ change, message, judging }: Detail): Ruling[] {
  const info = readInfo(change.info ?? '');
  const pairs: { name: string; expected: string | undefined; actual: string | undefined }[] = [
    { name: 'id', expected: message.id, actual: info.id },
    { name: 'sender', expected: String(message.sender), actual: info.sender },
    { name: 'recipient', expected: String(message.recipient), actual: info.recipient },
  ];
  const recognised = pairs.filter(({ expected, actual }) => expected !== undefined && actual !== undefined);
  if (recognised.length === 0)
    return [{ kind: 'not-observable', why: 'no field of the message information is recognisable' }];
  return recognised
    .filter(({ expected, actual }) => expected !== actual)
    .map(({ name, expected, actual }) => ({
      kind: 'broken',
      clause: judging.clause,
      expected: [`${name} ${expected ?? ''}`],
      actual: `${name} ${actual ?? ''}`,
    }));
}
