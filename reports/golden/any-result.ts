import fc from 'fast-check';
import type { CaseResult } from '../../suites/result.ts';
import { VERDICTS } from '../verdicts.ts';
import { hostileText } from './hostile.ts';

/** Results in which whatever may come from elsewhere is any text at all. */
export function anyResult(): fc.Arbitrary<CaseResult> {
  const text = hostileText();
  const finding = fc.record(
    {
      clause: fc.constantFrom('M7', 'T22', 'Z9'),
      level: fc.constantFrom('must', 'should', 'may'),
      expected: fc.array(text, { maxLength: 2 }),
      actual: text,
      sent: text,
      received: text,
      said: fc.array(text, { maxLength: 2 }),
    },
    { requiredKeys: ['clause', 'level', 'expected', 'actual', 'sent', 'received'] },
  );
  const line = fc.record({
    atMs: fc.nat(10_000),
    connection: fc.constantFrom('pro', 'user@2'),
    kind: fc.constantFrom('opened', 'sent', 'received', 'half-closed', 'closed', 'dropped', 'note'),
    text,
  });
  return fc.record(
    {
      id: fc.constantFrom('a/1', 'a/2'),
      title: text,
      clauses: fc.array(fc.constantFrom('M7', 'T15', 'Z9'), { maxLength: 2 }),
      level: fc.constantFrom('must', 'should', 'may'),
      verdict: fc.constantFrom(...VERDICTS),
      reason: text,
      blockedBy: text,
      findings: fc.array(finding, { maxLength: 3 }),
      observed: text,
      hint: text,
      known: fc.record({ was: fc.constantFrom('fail', 'warn', 'flaky'), reason: text }),
      transcript: fc.array(line, { maxLength: 3 }),
      durationMs: fc.nat(10_000_000),
    },
    {
      requiredKeys: ['id', 'title', 'clauses', 'level', 'verdict', 'findings', 'transcript', 'durationMs'],
    },
  );
}
