import type { Death } from '../target/lifeline.ts';
import type { Case } from './case.ts';
import { played } from './case-result.ts';
import type { Outcome } from './outcome.ts';
import type { Answer, Played, StepRecord } from './played.ts';
import type { Finding } from './result.ts';

/** The case that the server did not survive says that alone, with the bytes it died of: it explains whatever else came. */
export function dead(each: Case, facts: Played, death: Death | undefined): Outcome {
  const fatal = fatalOf(facts.records);
  const finding: Finding = {
    clause: 'T12',
    level: 'must',
    expected: ['a new connection can log in afterwards'],
    actual:
      death === undefined
        ? 'the server is gone, or answers nobody any more'
        : `the server died: ${death.how}`,
    sent: fatal?.sent ?? '',
    received: fatal?.received ?? '',
    ...(death !== undefined && { said: [...death.said] }),
  };
  return { kind: 'dead', result: played(each, { verdict: 'fail', findings: [finding] }, facts), death };
}

/**
 * What was sent when it fell silent for good; where that was nothing, what was sent last. Looking whether it is alive is
 * not what it died of.
 */
function fatalOf(records: readonly StepRecord[]): StepRecord | undefined {
  const sending = records.filter(({ kind, sent }) => kind !== 'alive' && sent !== '');
  const answered = sending.findLastIndex((record) => !wentSilent(record));
  return sending[answered + 1] ?? sending.at(-1) ?? records.findLast(({ sent }) => sent !== '');
}

/** Whether something was not answered: a close, a silence, no connection. */
export function wentSilent(record: StepRecord): boolean {
  const isSilent = (answer: Answer | undefined): boolean => answer !== undefined && answer.kind !== 'reply';
  switch (record.kind) {
    case 'answer':
      return isSilent(record.answer) || isSilent(record.next);
    case 'answers':
      return record.answers.some(isSilent);
    case 'poll':
      return isSilent(record.last);
    case 'burst':
      return isSilent(record.broken);
    case 'together':
      return record.records.some(wentSilent);
    case 'alive':
      return isSilent(record.answer);
    case 'unready':
      return true;
    case 'look':
    case 'done':
    case 'impossible':
    case 'no-patience':
    case 'wrong':
      return false;
  }
}
