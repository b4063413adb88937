/** Options that make no sense together, in steps other than plain commands. */
import type { Complaint } from './complaint.ts';
import type { BurstOptions, PollOptions, Step, TogetherStep, Who, WriteOptions } from './step.ts';

export function stepComplaints(step: Step): Complaint[] {
  switch (step.kind) {
    case 'write':
      return writeComplaints(step.options);
    case 'poll':
      return pollComplaints(step.options);
    case 'burst':
      return burstComplaints(step.who, step.options);
    case 'together':
      return [...togetherComplaints(step), ...step.steps.flatMap(stepComplaints)];
    case 'command':
    case 'pipeline':
    case 'alive':
    case 'look':
    case 'wait':
    case 'connect':
    case 'half-close':
    case 'leave':
    case 'close':
    case 'reset':
      return [];
  }
}

function writeComplaints({ bytes, hex, repeat, delivery, as, carries }: WriteOptions): Complaint[] {
  const sources = [bytes, hex, repeat].filter((source) => source !== undefined).length;
  const message = sources === 0 ? 'there is nothing to write' : 'it is not clear what to write';
  const cure = 'give one of `bytes`, `hex` and `repeat`; what comes behind goes into `then`';
  const needsCommand = typeof delivery === 'object' || delivery === 'next' || delivery === 'followed';
  const isHalfAMessage = (as === undefined) !== (carries === undefined);
  return [
    ...(sources === 1 ? [] : [{ message, cure }]),
    ...(needsCommand ? [BYTES_ARE_NO_COMMAND] : []),
    ...(isHalfAMessage ? [HALF_A_MESSAGE] : []),
  ];
}

const BYTES_ARE_NO_COMMAND: Complaint = {
  message: 'bytes written by hand have no places to cut, and nothing is sent behind them',
  cure: 'deliver them whole, byte-by-byte or half-close',
};

const HALF_A_MESSAGE: Complaint = {
  message: 'the message in the bytes needs a name and its content',
  cure: 'give both `as` and `carries`, or neither',
};

const JUDGED_ON_SEEN = ['content', 'fields', 'type', 'id'];

function pollComplaints({ sees, once, judges = [] }: PollOptions): Complaint[] {
  if (sees !== undefined) return [];
  const idle = judges.filter((each) => JUDGED_ON_SEEN.includes(each));
  return [...(once === undefined ? [] : ['once']), ...idle].map((word) => ({
    message: `\`${word}\` says how a change that is seen is judged, and none is`,
    cure: `add \`sees\`, or remove \`${word}\``,
  }));
}

function burstComplaints(who: Who, { to }: BurstOptions): Complaint[] {
  const cure = 'name an actor with an account';
  return [
    ...(who.role === 'none' ? [{ message: 'a guest has no account to send from', cure }] : []),
    ...(to.startsWith('guest') ? [{ message: '`to` names a guest, who has no account', cure }] : []),
  ];
}

function togetherComplaints({ steps, exactly = {} }: TogetherStep): Complaint[] {
  const connections = steps.map(({ who }) => `${who.actor}@${who.connection}`);
  const shared = connections.filter((each, index) => connections.indexOf(each) < index);
  const looks = steps.filter(({ kind }) => kind === 'look');
  const excessive = Object.entries(exactly).filter(([, count]) => count < 0 || count > steps.length);
  return [
    ...[...new Set(shared)].map((each) => ({
      message: `${each} cannot do several things at the same moment`,
      cure: 'give each step a connection of its own, or use a pipeline',
    })),
    ...looks.map(() => ({
      message: 'a look sees what has come of the steps before it, and these happen at the same moment',
      cure: 'look behind them, in a step of its own',
    })),
    ...excessive.map(([code, count]) => ({
      message: `of ${steps.length} steps, ${count} cannot be answered ${code}`,
      cure: `write a number from 0 to ${steps.length}`,
    })),
  ];
}
