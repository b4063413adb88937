import type { Step } from '../spec/step.ts';
import type { Case } from './case.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeBurst } from './judge-burst.ts';
import { judgeLook, type LookFacts } from './judge-look.ts';
import { judgePoll } from './judge-poll.ts';
import type { StepRecord } from './played.ts';
import type { Judging, Ruling } from './ruling.ts';
import { answerWords, statusWords } from './words.ts';

/** What one step shows: each kind of record is ruled on by its own rules. */
export function ruleStep(step: Step, record: StepRecord, judging: Judging): Ruling[] {
  const clause = clauseOf(step, judging.of);
  switch (record.kind) {
    case 'impossible':
      return [{ kind: 'not-observable', why: record.why }];
    case 'unready':
      return [{ kind: 'blocked', why: record.why }];
    case 'no-patience':
      return [{ kind: 'skipped', why: record.why }];
    case 'wrong':
      return [{ kind: 'error', why: `the case sends what is no command: ${record.why}` }];
    case 'answer':
      return step.kind === 'together' ? [] : judgeAnswer(step, record, clause);
    case 'answers':
      return step.kind === 'pipeline' ? judgePipeline(step, record, clause) : [];
    case 'poll':
      return step.kind === 'poll' ? judgePoll(step, record, { ...judging, clause }) : [];
    case 'burst':
      return step.kind === 'burst' ? judgeBurst(step, record, clause) : [];
    case 'together':
      return step.kind === 'together' ? judgeTogether(step, record.records, { clause, judging }) : [];
    case 'alive': {
      const { answer, expected } = record;
      if (record.isAlive) return [{ kind: 'held' }];
      const expects = [
        expected === 200
          ? 'a new connection can log in: 200/OK'
          : `a new connection is answered: ${statusWords(expected)} for a token that belongs to nobody`,
      ];
      return [{ kind: 'broken', clause, expected: expects, actual: answerWords(answer) }];
    }
    case 'look':
      return step.kind === 'look' ? judgeLook(step.options, lookFacts(record, { judging, clause })) : [];
    case 'done':
      return [{ kind: 'held' }];
  }
}

function lookFacts(
  record: Extract<StepRecord, { kind: 'look' }>,
  { judging: { played }, clause }: { judging: Judging; clause: string },
): LookFacts {
  const before = played.records.slice(0, played.records.indexOf(record));
  const earlier = before.flatMap((each) => (each.kind === 'look' ? [each.rows] : []));
  return { ...record, earlier, messages: played.messages, nonce: played.nonce, clause };
}

function clauseOf(step: Step, { clauses }: Case): string {
  if (step.kind === 'together' || step.kind === 'pipeline') return step.clause ?? clauses[0];
  if ('options' in step && 'clause' in step.options) return step.options.clause ?? clauses[0];
  return clauses[0];
}

/** Each command of a pipeline is judged like a command of its own; the first answer that fails to come ends it. */
function judgePipeline(
  step: Extract<Step, { kind: 'pipeline' }>,
  { answers }: Extract<StepRecord, { kind: 'answers' }>,
  clause: string,
): Ruling[] {
  return step.commands.flatMap(({ command, options }, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    const judged = { ...options, expect: options.expect ?? (200 as const) };
    return judgeAnswer(
      { kind: 'command', who: step.who, command, options: judged },
      { kind: 'answer', answer, sent: '', received: '' },
      options.clause ?? clause,
    );
  });
}

function judgeTogether(
  step: Extract<Step, { kind: 'together' }>,
  records: readonly StepRecord[],
  { clause, judging }: { clause: string; judging: Judging },
): Ruling[] {
  const each = step.steps.flatMap((inner, index) => {
    const record = records[index];
    return record === undefined ? [] : ruleStep(inner, record, judging);
  });
  if (step.exactly === undefined) return each;
  const codes = records.map((record) =>
    record.kind === 'answer' && record.answer.kind === 'reply' ? record.answer.code : 0,
  );
  const counts = Object.entries(step.exactly).map(([code, wanted]): Ruling => {
    const count = codes.filter((each) => each === Number(code)).length;
    if (count === wanted) return { kind: 'held' };
    const status = statusWords(Number(code));
    const expected = [`${status} for exactly ${wanted} of ${codes.length}`];
    return { kind: 'broken', clause, expected, actual: `${status} for ${count} of them` };
  });
  return [...each, ...counts];
}
