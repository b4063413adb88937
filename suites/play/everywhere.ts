import type { PlainStep } from '../../spec/step.ts';
import { isStatus, STATUSES } from '../../wire/status.ts';
import type { Case } from '../case.ts';
import type { Channel } from '../channel.ts';
import type { Learnt } from '../learnt.ts';
import type { Everywhere, Reply } from '../played.ts';
import { nameOf, type Channels } from './channels.ts';

/** Facts for the rules that hold in every case. After a malformed command, what follows on its connection is open (T21). */
export function everywhere(played: Case, channels: Channels, learnt: Learnt): Everywhere {
  const flat = played.steps.flatMap((step) => (step.kind === 'together' ? step.steps : [step]));
  const irregular = new Set(flat.filter(leavesOpenWhatFollows).map(({ who }) => nameOf(who)));
  const regular = channels.all.filter(({ connection }) => !irregular.has(connection.name));
  const answers: Reply[] = channels.all.flatMap((channel) => [...channel.replies, ...channel.unasked]);
  return {
    misspelled: answers.map(({ line }) => line).filter((line) => !isStatus(line) && !runsOn(line, learnt)),
    garbage: [...channels.all.flatMap(({ stray }) => stray), ...answers.flatMap(({ garbage }) => garbage)],
    unasked: regular.flatMap((channel) => unaskedOn(channel).map(({ line }) => line)),
  };
}

/** A target that finds a command malformed may say so for each of its lines (T21), whether or not it is right in that. */
function unaskedOn({ replies, unasked }: Channel): readonly Reply[] {
  const isMalformed = replies.some(({ code }) => code === 416);
  return isMalformed ? unasked.filter(({ code }) => code !== 416) : unasked;
}

/** Where responses end without a newline, two of them can share a line (T14). */
function runsOn(line: string, { responseNewline }: Learnt): boolean {
  return !responseNewline && Object.values(STATUSES).some((status) => line.startsWith(status));
}

function leavesOpenWhatFollows(step: PlainStep): boolean {
  if (step.kind === 'leave') return true;
  if (step.kind === 'write') return step.options.malformed === true;
  return step.kind === 'command' && (step.options.malformed === true || step.command === 'DISCONNECTED');
}
