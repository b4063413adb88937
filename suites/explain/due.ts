import type { Alternative, OutcomePattern } from '../../spec/case-schema.ts';
import { storedIn } from '../../spec/step-parts.ts';
import type { CommandOptions, LookOptions, PlainStep, PollOptions, WriteOptions } from '../../spec/step.ts';
import { isSetup } from '../play/command.ts';
import { wantedChange } from '../play/poll.ts';
import { expectedWords, type WrittenAlternative } from '../words.ts';
import { NONCE } from './sample.ts';

const ALONE = 'else the case is blocked';

/** What must come back in a step, may come, or is only looked at, a sentence each. `clause`: what a miss breaks. */
export function dueIn(step: PlainStep, clause: string): string[] {
  switch (step.kind) {
    case 'command':
      return step.command === 'DISCONNECTED' && isSetup(step.options)
        ? ['whatever comes']
        : dueOf(step.options, clause);
    case 'write':
      return step.options.awaits === 'nothing'
        ? ['nothing: they are unfinished']
        : dueOf(step.options, clause);
    case 'poll':
      return dueOfPoll(step.options, clause);
    case 'burst':
      return [burstWords(step, clause)];
    case 'pipeline':
      return step.commands.flatMap(({ command, options }) =>
        dueOf({ ...options, expect: options.expect ?? 200 }, options.clause ?? clause).map(
          (words) => `to ${command} ${words}`,
        ),
      );
    case 'alive':
      return [`a new connection can be opened and log in, else ${clause} is broken`];
    case 'look':
      return lookedFor(step.options).map((words) => `${words}, else ${clause} is broken`);
    case 'leave':
      return ['whatever comes'];
    case 'connect':
    case 'half-close':
    case 'close':
    case 'reset':
    case 'wait':
      return [];
  }
}

type Judged = CommandOptions | WriteOptions;

function dueOf(options: Judged, clause: string): string[] {
  const { observe, has = [], exactly, expect } = options;
  const listed = expect === undefined ? [] : Array.isArray(expect) ? expect : [expect];
  const isFollowed = 'delivery' in options && options.delivery === 'followed';
  const breaks = `else ${clause} is broken`;
  return [
    ...(isSetup(options) ? [`200/OK, ${ALONE}`] : []),
    ...(listed.length === 0 ? [] : [`${passing(listed)}, ${breaks}`]),
    ...listed.flatMap((each) => special(each, clause)),
    ...(observe === undefined ? [] : observations(observe, has)),
    ...(observe === undefined && has.length > 0
      ? [`with 200/OK the data line${has.length === 1 ? '' : 's'} ${has.join(' and ')}, ${breaks}`]
      : []),
    ...(isFollowed ? [`behind it 403/DENIED, to the further LOGIN, ${breaks}`] : []),
    ...(exactly === undefined ? [] : [`one response and no other, ${breaks}`]),
  ];
}

function passing(listed: readonly Alternative[]): string {
  return expectedWords(listed.map(written)).join(' or ');
}

function written(each: Alternative): WrittenAlternative {
  return typeof each === 'object' ? each : { is: each, verdict: 'pass' };
}

/** What an alternative means that neither passes nor breaks the clause that all others break. */
function special(each: Alternative, clause: string): string[] {
  const { is, verdict, clause: other = clause, because } = written(each);
  if (verdict === 'pass' || (verdict === 'break' && other === clause)) return [];
  const words = outcomeWords(is);
  if (verdict === 'break') return [`${words}: ${other} is broken`];
  return [`${words}: not observable${because === undefined ? '' : `, for ${because}`}`];
}

function outcomeWords(is: OutcomePattern): string {
  return expectedWords([{ is, verdict: 'pass' }]).join('');
}

function observations(observe: NonNullable<Judged['observe']>, has: readonly string[]): string[] {
  const told = Object.entries(observe).map(([outcome, words]) => `${outcome}: "${words}"`);
  const what =
    has.length === 0
      ? 'whatever comes is only told'
      : `whether ${has.join(' and ')} ${has.length === 1 ? 'comes' : 'come'} is only told`;
  return [`${what} (${told.join('; ')})`];
}

const JUDGED: Readonly<Record<string, string>> = {
  content: 'its content unchanged',
  fields: 'its id, sender and recipient right',
  type: 'its type spelled right',
  id: 'its message-id right',
  'no-token': 'nobody’s token in it',
  'no-forgery': 'no line of the response made by its content',
};

function dueOfPoll(
  { sees = [], misses = [], once, judges = [], observe }: PollOptions,
  clause: string,
): string[] {
  const judged = judges.flatMap((what) => JUDGED[what] ?? []);
  const details = judged.map((words) => `, ${words}`);
  const seen = sees.map(
    (wanted) => `${changeWords(wanted)}${once === true ? ', once' : ''}${details.join('')}`,
  );
  const unwanted = misses.map((wanted) =>
    typeof wanted === 'string' ? `change about ${wanted}` : changeWords(wanted),
  );
  if (observe !== undefined) {
    const told = Object.entries(observe).map(([came, words]) => `${came}: "${words}"`);
    return [
      `whether ${[...seen, ...unwanted.map((words) => `a ${words}`)].join(' and ')} comes is only told (${told.join('; ')})`,
    ];
  }
  const due = [...seen, ...unwanted.map((words) => `no ${words}`)].map(
    (words) => `${words}, else ${clause} is broken`,
  );
  if (due.length > 0) return due;
  const all = judged.map((words) => `in all changes ${words}, else ${clause} is broken`);
  return [...all, `an end of changes, else ${clause} is broken`];
}

/** What must be seen in the target's database. */
function lookedFor({
  once,
  missing = [],
  unchanged = [],
  deleted = [],
  judges = [],
  ...options
}: LookOptions): string[] {
  const details = [
    ...(once === true ? ['once'] : []),
    ...(judges.includes('fields') ? ['its sender and recipient right'] : []),
    ...(judges.includes('content') ? ['its content unchanged'] : []),
  ];
  const stored = storedIn(options).map(({ message, content }) =>
    [`${message} stored${content === undefined ? '' : ` with ${quoted(content)}`}`, ...details].join(', '),
  );
  return [
    ...stored,
    ...missing.map((ref) => `${ref} not stored`),
    ...unchanged.map((ref) => `${ref} stored as it was at the look before`),
    ...deleted.map((ref) => `${ref} gone, or marked as deleted`),
  ];
}

function quoted(content: string): string {
  return `"${content.replaceAll('{unique}', NONCE)}"`;
}

function changeWords(wanted: Exclude<NonNullable<PollOptions['misses']>[number], string>): string {
  const { type, ref } = wantedChange(wanted);
  const content =
    'content' in wanted && wanted.content !== undefined ? ` with ${quoted(wanted.content)}` : '';
  return `${type} about ${ref}${content}`;
}

function burstWords(
  { options: { judges, window } }: Extract<PlainStep, { kind: 'burst' }>,
  clause: string,
): string {
  switch (judges) {
    case 'within':
      return `200/OK for each, up to the declared limit of the ${window}, else ${clause} is broken`;
    case 'beyond':
      return `426/TOOMRQ as soon as the limit of the ${window} is passed, else ${clause} is broken`;
    case 'spend':
      return `426/TOOMRQ when the limit of the ${window} is used up, ${ALONE}`;
    case 'still':
      return `426/TOOMRQ, for the ${window} has not passed yet, else ${clause} is broken`;
  }
}
