import { describe, expect, test } from 'vitest';
import { readBaseline } from './read-baseline.ts';

function problems(text: string): string[] {
  const read = readBaseline('known.yaml', text);
  if (read.kind === 'entries') return [];
  return read.problems.map(({ file, line, message, cure }) => `${file}:${line}: ${message}; ${cure}`);
}

describe('a baseline file', () => {
  test('is a list of patterns with reasons, and remembers where each stands', () => {
    const text = `# What we know of.
- case: send/content/colons
  reason: Splits at every colon.
  issue: https://example.org/issues/12
  expires: 2026-12-31

- { case: L5, reason: Bans are not built yet., flaky: true }
`;
    expect(readBaseline('known.yaml', text)).toEqual({
      kind: 'entries',
      entries: [
        {
          case: 'send/content/colons',
          reason: 'Splits at every colon.',
          issue: 'https://example.org/issues/12',
          expires: '2026-12-31',
          flaky: false,
          line: 2,
        },
        { case: 'L5', reason: 'Bans are not built yet.', flaky: true, line: 7 },
      ],
    });
  });

  test.each(['', '# nothing is known\n', '[]\n'])('may know of nothing: %j', (text) => {
    expect(readBaseline('known.yaml', text)).toEqual({ kind: 'entries', entries: [] });
  });

  test.each([
    ['- case: send/ok', ['known.yaml:1: `reason` is missing; add it: text']],
    [
      "- { case: '', reason: ' ' }",
      [
        'known.yaml:1: `case` cannot be ""; write at least 1 letter',
        'known.yaml:1: `reason` cannot be " "; write at least 1 letter',
      ],
    ],
    [
      '- case: send/ok\n  reson: x\n  reason: y\n  expires: 2026-02-30\n  issue: "#12"',
      [
        'known.yaml:2: unknown key `reson`; did you mean `reason`?',
        'known.yaml:4: `expires` cannot be "2026-02-30"; write a date, such as 2026-12-31',
        'known.yaml:5: `issue` cannot be "#12"; write a link, such as https://example.org/issues/12',
      ],
    ],
    [
      '- { case: send, reason: x }\n- { case: send, reason: y }',
      ['known.yaml:2: the same `case` as in entry 1: one of the two is enough; correct it here'],
    ],
    ['send/ok: x', ['known.yaml:1: the file cannot be a mapping; write a list']],
  ])('of %j is told what is wrong, where', (text, told) => {
    expect(problems(text)).toEqual(told);
  });

  test('that is no YAML is told so', () => {
    expect(problems('- case: [')[0]).toMatch(/^known\.yaml:1: not YAML: /);
  });
});
