/** Cases, and what came when they were played, written by hand for the tests of what is made of them. */
import { parse } from 'yaml';
import { caseSource } from '../../spec/case-schema.ts';
import { loadSpec, type Spec } from '../../spec/load.ts';
import { createMask } from '../../wire/mask.ts';
import { STATUSES } from '../../wire/status.ts';
import type { Case } from '../case.ts';
import { changesIn } from '../changes.ts';
import { expand } from '../expand.ts';
import { judge, type Judgement } from '../judge.ts';
import type { StoredMessage } from '../message-store.ts';
import type { Judging } from '../ruling.ts';
import type { Answer, Ending, Played, Reply, SentMessage, StepRecord } from '../played.ts';

/** The specification as it is. */
export const SPEC: Spec = loadedSpec();

/** What stands in every text of a case made here. */
export const NONCE = 'qx7';

/** The accounts of these records. */
export const MEMBER = { id: 3, token: 'tok-member' };
export const PRO = { id: 4, token: 'tok-pro' };

/** A case with these steps, written as in a case file; the first of `clauses` is what a miss breaks. */
export function caseOf(steps: string, clauses: readonly string[] = ['M1'], more: object = {}): Case {
  const body: unknown = parse(steps);
  const written = { id: 'area/case', title: 'A case of a test', clauses, steps: body, ...more };
  const [made] = expand({
    protocol: SPEC.protocol,
    clauses: SPEC.clauses,
    axes: { scenes: {}, axes: [] },
    cases: [{ source: caseSource.parse(written), file: 'cases/area/topic.yaml', line: 1 }],
  });
  if (made === undefined) throw new Error('no case was made');
  return made;
}

/** A response with its data lines, each written as on the wire. */
export function reply(code: keyof typeof STATUSES, ...lines: readonly string[]): Reply {
  const data = lines.map((line) => {
    const colon = line.indexOf(':');
    return { key: line.slice(0, colon), value: line.slice(colon + 1) };
  });
  return { kind: 'reply', code, line: STATUSES[code], data, garbage: [] };
}

/** What a step got that sent one command. */
export function got(
  answer: Answer,
  more: Pick<Extract<StepRecord, { kind: 'answer' }>, 'next' | 'responses'> = {},
): StepRecord {
  return { kind: 'answer', answer, sent: 'COMMAND\\n', received: 'ANSWER\\n', ...more };
}

/** What a poll got; `ending` says why it polled no further. */
export function polled(replies: readonly Reply[], ending: Ending = 'found', last?: Answer): StepRecord {
  return {
    kind: 'poll',
    replies: [...replies],
    changes: replies.flatMap(changesIn),
    ending,
    last: last ?? replies.at(-1) ?? reply(200),
    sent: 'POLL\\n',
    received: 'ANSWER\\n',
  };
}

/** A message of the member to the professional, as it is stored, unmarked. */
export function row(content: string, more: Partial<Omit<StoredMessage, 'whole'>> = {}): StoredMessage {
  const columns = { id: '5', sender: String(MEMBER.id), recipient: String(PRO.id), content, deleted: false };
  const stored = { ...columns, ...more };
  return { ...stored, whole: JSON.stringify(stored) };
}

/** What a look saw. */
export function looked(rows: readonly StoredMessage[], doubt?: string): StepRecord {
  const users = [MEMBER.id, PRO.id];
  return {
    kind: 'look',
    rows,
    users,
    forMs: 2000,
    sent: '',
    received: '',
    ...(doubt !== undefined && { doubt }),
  };
}

/** What a burst got: twelve a minute are allowed, all of them still, and the window has passed by the share told. */
export function burst(
  codes: readonly number[],
  more: Partial<Omit<Extract<StepRecord, { kind: 'burst' }>, 'kind' | 'codes'>> = {},
): StepRecord {
  const pace = { elapsedMs: 0, windowMs: 60_000, limit: 12, allowed: 12 };
  return { kind: 'burst', codes: [...codes], ...pace, sent: 'BURST\\n', received: 'ANSWERS\\n', ...more };
}

/** A message from the member to the professional: its contents, as sent first, then each update. */
export function message(
  contents: readonly string[],
  more: Partial<Omit<SentMessage, 'contents'>> = {},
): SentMessage {
  return { ref: 'm', sender: MEMBER.id, recipient: PRO.id, contents, codes: [200], ...more };
}

/** What was recorded of a case that sent these messages. */
export function playedOf(records: readonly StepRecord[], messages: readonly SentMessage[] = []): Played {
  return {
    records,
    messages: new Map(messages.map((each) => [each.ref, each])),
    nonce: NONCE,
    everywhere: { misspelled: [], garbage: [], unasked: [] },
    transcript: [],
    durationMs: 1,
  };
}

/** The judgement on a case, by the clauses of the specification. */
export function judged(of: Case, played: Played, info: Judging['info'] = 'json'): Judgement {
  const tokens = new Map([MEMBER, PRO].map(({ id, token }) => [token, `token of ${id}`]));
  const mask = createMask(tokens);
  return judge({ of, played, clauses: SPEC.clauses, info, tokens: [...tokens.keys()], mask });
}

function loadedSpec(): Spec {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded.spec;
}
