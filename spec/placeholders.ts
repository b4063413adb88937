/** The placeholders that texts of a step may hold; they are filled in when the case is played. */
import { ACTOR } from './case-schema.ts';
import type { Complaint } from './complaint.ts';
import { cureOfWord } from './explain.ts';
import type { Step } from './step.ts';

/** Placeholders that stand for one thing, whatever the case. */
export const PLACEHOLDERS = [
  'unique',
  'limit',
  'fill:limit',
  'fill:limit+1',
  'accents:limit',
  'right',
  'characters',
  'unknown-id',
  'unknown-token',
] as const;

const TEXT_OF_LENGTH = /^text:\d+$/;
const OF_ACTOR = /^(id|token|token:(prefix|longer|other-case|other-first|other-last|quoted))$/;

/** What looks like a placeholder; other braces are text like any other. */
const LIKELY = /\{([a-z][a-z0-9-]*([.:][a-z0-9+:-]+)?)\}/g;

/** Placeholders of a step that stand for nothing. `sent`: the names of the messages sent before it. */
export function placeholderComplaints(step: Step, sent: ReadonlySet<string>): Complaint[] {
  const names = [...JSON.stringify(step).matchAll(LIKELY)].map(([, name = '']) => name);
  return [...new Set(names)]
    .filter((name) => !isKnown(name, sent))
    .map((name) => ({
      message: `the placeholder \`{${name}}\` stands for nothing`,
      cure: cureOfWord(name, [...PLACEHOLDERS, 'text:12', 'member.id', 'member.token']),
    }));
}

function isKnown(name: string, sent: ReadonlySet<string>): boolean {
  if (PLACEHOLDERS.some((each) => each === name) || TEXT_OF_LENGTH.test(name)) return true;
  const [owner = '', field = ''] = name.split('.');
  return ACTOR.test(owner)
    ? !owner.startsWith('guest') && OF_ACTOR.test(field)
    : field === 'id' && sent.has(owner);
}
