import type { Protocol } from '../../spec/clause-schema.ts';
import { plainSteps, commandsIn } from '../../spec/step-parts.ts';
import type { PlainStep, Step } from '../../spec/step.ts';
import { UNKNOWN, type Account } from '../../target/profile.ts';
import { escapeBytes } from '../../wire/escape.ts';
import { createMask } from '../../wire/mask.ts';
import type { Case } from '../case.ts';
import { PLAIN } from '../dialect/speech.ts';
import { nothingLearnt } from '../learnt.ts';
import type { TextContext } from '../play/context.ts';
import { Messages } from '../play/messages.ts';

/** What a case would send, written down without a target. */
export interface Sample {
  readonly context: TextContext;
  /** Bytes as text; what a run would fill in is told in angle brackets, such as `<token of member>`. */
  readonly show: (bytes: Uint8Array) => string;
}

/** The length that is taken for the greatest where a case depends on the one that a profile declares. */
export const SAMPLE_LENGTH = 1000;
/** How much of a long command is shown, in characters. */
const SHOWN_CHARACTERS = 400;
/** As long as those of a run are, so that lengths are those that a run would tell. */
export const NONCE = '<uniq>';
const UNKNOWN_ID = 1_987_654_321;

/** Accounts, messages and texts for every actor of a case, whose values are their own names. */
export function sampleOf({ accounts: needs, steps }: Case, protocol: Protocol): Sample {
  const accounts = new Map(
    needs.map(({ actor, role }, index): [string, Account] => [
      actor,
      { id: idOf(index), role: role === 'any' ? 'member' : role, token: `<token of ${actor}>` },
    ]),
  );
  const { limits } = UNKNOWN;
  const context: TextContext = {
    accounts,
    learnt: nothingLearnt(),
    speech: PLAIN,
    messages: messagesOf(steps),
    nonce: NONCE,
    peer: {
      address: { host: '127.0.0.1', port: 1 },
      profile: { ...UNKNOWN, limits: { ...limits, messageLength: SAMPLE_LENGTH } },
    },
    protocol,
    unknown: { token: '<token of nobody>', id: UNKNOWN_ID },
  };
  const mask = createMask(labels(accounts));
  return { context, show: (bytes) => escapeBytes(bytes, { limit: SHOWN_CHARACTERS, mask }) };
}

/** Ids are numbers: they take their names only where they are shown. Either half of one is known again, too. */
function idOf(index: number): number {
  return (11_000 + index) * 100_000 + 22_000 + index;
}

function labels(accounts: ReadonlyMap<string, Account>): Map<string, string> {
  const named = [...accounts].flatMap(([actor, { id }]): [string, string][] => [
    [String(id), `id of ${actor}`],
    [String(id).slice(0, 5), `id of ${actor}, first half`],
    [String(id).slice(5), `id of ${actor}, second half`],
  ]);
  return new Map([...named, [String(UNKNOWN_ID), 'id of nobody']]);
}

/** Every message the steps name has an id, as if the target had told it. */
function messagesOf(steps: readonly Step[]): Messages {
  const messages = new Messages();
  for (const ref of steps.flatMap(plainSteps).flatMap(sentIn))
    messages.sent({ ref, sender: 0, recipient: 0, contents: [], id: `<id of ${ref}>`, codes: [] });
  return messages;
}

function sentIn(step: PlainStep): string[] {
  const own = 'options' in step && 'as' in step.options ? step.options.as : undefined;
  return [own, ...commandsIn(step).map(({ options }) => options.as)].filter((ref) => ref !== undefined);
}
