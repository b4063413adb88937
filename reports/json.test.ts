import { expect, test } from 'vitest';
import { expectGolden } from './golden/golden.ts';
import { everything, oneFailure } from './golden/runs.ts';
import { jsonReport } from './json.ts';

test('tells a run whole', () => {
  expectGolden('one-failure.json', jsonReport(oneFailure));
  expect(JSON.parse(jsonReport(everything))).toEqual(everything);
});

test('lets nothing through that acts on a terminal, and yet loses nothing', () => {
  const hostile = {
    ...oneFailure,
    notes: ['\u001b[31m \u009b2J \u007f \u2028 \u202egnp \ufeff \u{e0041} 👩‍🚀 é'],
  };
  const told = jsonReport(hostile);
  expect(told).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff\u{e0041}]/u);
  expect(told).toContain('\\u001b[31m \\u009b2J \\u007f \\u2028 \\u202egnp \\ufeff \\udb40\\udc41 👩‍🚀 é');
  expect(JSON.parse(told)).toEqual(hostile);
});
