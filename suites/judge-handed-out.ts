import type { PollOptions } from '../spec/step.ts';
import type { PollJudging, Ruling } from './ruling.ts';

/** What holds for everything that was handed out, whatever was looked for. */
export function judgeAll({ judges = [] }: PollOptions, { record, judging }: PollJudging): Ruling[] {
  const { clause, played, tokens } = judging;
  const lines = record.replies.flatMap(({ line, garbage, data }) => [
    line,
    ...garbage,
    ...data.map(({ key, value }) => `${key}:${value}`),
  ]);
  const rulings: Ruling[] = [];
  if (judges.includes('no-token') && lines.some((line) => tokens.some((token) => line.includes(token)))) {
    const expected = ['nobody’s token in the information'];
    rulings.push({ kind: 'broken', clause, expected, actual: 'the information holds a token' });
  }
  const forged = [...played.messages.values()]
    .flatMap(({ contents }) => contents.flatMap((content) => content.split('\n').slice(1)))
    .filter((line) => line !== '');
  const own = ['200/OK', ...record.changes.map(({ type }) => `type:${type}`)];
  const foreign = [...lines.filter((line) => !own.includes(line)), ...played.everywhere.unasked];
  const found = foreign.find((line) => forged.includes(line));
  if (judges.includes('no-forgery') && found !== undefined) {
    const expected = ['no response line that stems from content'];
    rulings.push({ kind: 'broken', clause, expected, actual: `the line ${JSON.stringify(found)}` });
  }
  return rulings;
}
