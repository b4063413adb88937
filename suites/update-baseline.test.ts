import { describe, expect, test } from 'vitest';
import { applyBaseline } from './apply-baseline.ts';
import { baselineOf, resultOf, runOf } from './golden/baselines.ts';
import type { Verdict } from './result.ts';
import { updateBaseline, type UpdatedBaseline } from './update-baseline.ts';

function update(before: string, ...results: [string, Verdict][]): UpdatedBaseline {
  const baseline = baselineOf(before);
  const run = applyBaseline(runOf(results.map(([id, verdict]) => resultOf(id, verdict))), baseline);
  const updated = updateBaseline(before, run, baseline);
  // Whatever was found is known from then on, and nothing is stale.
  const again = applyBaseline(run, baselineOf(updated.text));
  const left = again.results.filter(({ id, verdict }) => verdict === 'fail' && !id.startsWith('preflight/'));
  expect([...left, ...(again.baseline?.stale ?? [])]).toEqual([]);
  expect(updateBaseline(updated.text, again, baselineOf(updated.text)).text).toBe(updated.text);
  return updated;
}

describe('--update-baseline', () => {
  test('begins a file that tells what it is', () => {
    expect(update('', ['send/ok', 'fail'], ['login/ok', 'pass'], ['ban/by-admin', 'flaky'])).toEqual({
      text: `# Findings that are known, and why they may stay for now. When a case is mended, its entry becomes an error.
# An entry may have an "issue" (a link) and a date on which it "expires". --update-baseline adds and drops entries.

- case: ban/by-admin
  reason: 'L5: found on 2026-03-14, not explained yet'
  flaky: true
- case: send/ok
  reason: 'M1: found on 2026-03-14, not explained yet'
`,
      added: ['ban/by-admin', 'send/ok'],
      dropped: [],
      renewed: [],
    });
  });

  test('keeps reasons, links, dates and comments, sorts, and drops what is stale', () => {
    const before = `# The server of the second year.

# Parsing, next week.
- case: send/content/colons # and quotes?
  reason: 'Splits at every colon: see the parser.'
  issue: https://example.org/issues/12
# No more.
- case: login/ok
  reason: Tokens were cut.
- { case: ban, reason: No bans yet., expires: 2026-12-31 }
- case: send/ok
  reason: >-
    The length is counted
    in bytes.
`;
    const updated = update(
      before,
      ['send/content/colons', 'fail'],
      ['send/content/quotes', 'warn'],
      ['login/ok', 'pass'],
      ['send/ok', 'fail'],
    );
    expect(updated).toEqual({
      text: `# The server of the second year.

- { case: ban, reason: No bans yet., expires: 2026-12-31 }
# Parsing, next week.
- case: send/content/colons # and quotes?
  reason: 'Splits at every colon: see the parser.'
  issue: https://example.org/issues/12
- case: send/content/quotes
  reason: 'M7: found on 2026-03-14, not explained yet'
- case: send/ok
  reason: >-
    The length is counted
    in bytes.
`,
      added: ['send/content/quotes'],
      dropped: ['login/ok'],
      renewed: [],
    });
  });

  test('takes the date from what has expired and is still there, and keeps its reason', () => {
    const before = '- { case: send/ok, reason: x, expires: 2025-01-01 }\n- { case: gone/now, reason: y }\n';
    expect(update(before, ['send/ok', 'fail'])).toEqual({
      text: '- { case: send/ok, reason: x }\n',
      added: [],
      dropped: ['gone/now'],
      renewed: ['send/ok'],
    });
  });

  test('leaves an empty list where nothing is left to know, and its comments', () => {
    expect(update('# ours\n- { case: send/ok, reason: x }\n', ['send/ok', 'pass']).text).toBe('# ours\n[]\n');
    expect(update('# ours\n', ['send/ok', 'fail']).text).toMatch(/^# ours\n- case: send\/ok\n/);
  });

  test.each([
    [
      'a list in brackets',
      '[{ case: send/ok, reason: "a: b" }, { case: login/ok, reason: y }]',
      `- { case: login/ok, reason: y }
- case: send/content/colons
  reason: 'M7: found on 2026-03-14, not explained yet'
- { case: send/ok, reason: "a: b" }
`,
    ],
    [
      'dashes on lines of their own',
      '# ours\n\n-\n  case: send/ok\n  reason: x\n# why\n-\n  # this\n  case: login/ok\n  reason: y',
      `# ours

# why
-
  # this
  case: login/ok
  reason: y
- case: send/content/colons
  reason: 'M7: found on 2026-03-14, not explained yet'
-
  case: send/ok
  reason: x
`,
    ],
    [
      'indentation, and a last line that does not end',
      '  - case: send/ok\n    reason: x\n\n\n  - case: login/ok\n    reason: y',
      `  - case: login/ok
    reason: y
  - case: send/content/colons
    reason: 'M7: found on 2026-03-14, not explained yet'
  - case: send/ok
    reason: x
`,
    ],
  ])('copes with %s', (_, before, text) => {
    const results: [string, Verdict][] = [
      ['send/ok', 'fail'],
      ['login/ok', 'warn'],
      ['send/content/colons', 'fail'],
    ];
    expect(update(before, ...results).text).toBe(text);
  });

  test('knows nothing of what the preflight finds', () => {
    expect(update('', ['preflight/protocol', 'fail']).added).toEqual([]);
  });
});
