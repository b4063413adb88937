import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ParseOption, XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../suites/result.ts';
import { anyResult } from './golden/any-result.ts';
import { clauses } from './golden/clauses.ts';
import { everyVerdict } from './golden/every-verdict.ts';
import { expectGolden } from './golden/golden.ts';
import { caseOf, empty, oneFailure, runOf, stale } from './golden/runs.ts';
import { junitReport } from './junit.ts';

const schema = XsdValidator.fromDoc(
  XmlDocument.fromBuffer(readFileSync(new URL('junit.xsd', import.meta.url))),
);

function report(run: RunResult): string {
  return junitReport(run, { clauses, rerun: (id) => `tchatator-check check --only ${id}` });
}

/** Holds a text to the schema as a reader of XML understands it; gives what that reader finds at the path. */
function read(xml: string, path = '/'): string[] {
  using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET });
  schema.validate(document);
  return document.find(path).map((node) => node.content);
}

describe('junitReport', () => {
  test.each([
    ['every-verdict', everyVerdict],
    ['one-failure', oneFailure],
    ['empty', empty],
    ['stale', stale],
  ])('tells %s', (name, run) => {
    const xml = report(run);
    read(xml);
    expectGolden(`junit-${name}.xml`, xml);
  });

  test('keeps each case, its outcome and its bytes for whoever reads it', () => {
    const xml = report(everyVerdict);
    const ids = everyVerdict.results.map(({ id }) => id);
    expect(read(xml, '//testcase/@name').sort()).toEqual([...ids].sort());
    expect(read(xml, '//testcase[failure]/@name')).toEqual([
      'send/content/colons',
      'send/content/beyond-ascii',
      'login/twice/other-connection',
      'login/races/one-user',
    ]);
    expect(read(xml, '//testcase[error]/@name')).toEqual(['delivery/send-msg/in-character']);
    expect(read(xml, '//testcase[skipped and starts-with(skipped/@message, "known")]/@name')).toEqual([
      'update/content/colons',
      'login/races/different-users',
    ]);
    expect(read(xml, '//testcase[@name="send/content/colons"]/failure')[0]).toContain(
      '  sent      NEW_CHG_AVAILABLE\\ntoken:<token of 2>\\n\n',
    );
    expect(read(xml, '//testcase[@name="refusals/after/misfmt"]/system-out')[0]).toContain('warn: After 416');
  });

  test('is well-formed and keeps to the schema, whatever a server may send', () => {
    const results = fc.uniqueArray(anyResult(), { maxLength: 2, selector: ({ id }) => id });
    fc.assert(
      fc.property(results, (those) => {
        const xml = report(runOf(those));
        expect(read(xml, '//testcase/@name')).toEqual(those.map(({ id }) => id));
        expect(xml).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufffe\uffff]/u);
      }),
    );
  });

  test.each([
    ['a NUL and an escape', 'a\0b\u001b[31m', 'a\\x00b\\x1B[31m'],
    ['half a surrogate pair', '\ud800 \udfff', '\\uD800 \\uDFFF'],
    ['what XML has no form for', '\ufffe\uffff', '\\uFFFE\\uFFFF'],
    ['what ends other texts', ']]> --> </failure> "&amp;', ']]> --> </failure> "&amp;'],
  ])('tells %s', (_, actual, told) => {
    const [result] = oneFailure.results.filter(({ verdict }) => verdict === 'fail');
    const [finding] = result?.findings ?? [];
    if (finding === undefined) throw new Error('no finding to go by');
    const run = runOf([caseOf({ id: 'a/1', verdict: 'fail' }, { findings: [{ ...finding, actual }] })]);
    expect(read(report(run), '//failure/@message')[0]).toMatch(new RegExp(`actual ${escaped(told)}$`));
    expect(read(report(run), '//failure')[0]).toContain(`  actual    ${told}\n`);
  });

  test.each([
    ['a test without a name', / name="send\/plain"/, ''],
    ['a case told twice', 'name="send/plain"', 'name="login/valid"'],
    ['an element nobody knows', '<failure ', '<failed/><failure '],
    ['a time that is none', 'time="0.048"', 'time="48 ms"'],
    ['no properties', /<properties>.*?<\/properties>/gs, ''],
  ])('the schema refuses %s', (_, from, to) => {
    const xml = report(oneFailure);
    const wrong = xml.replace(from, to);
    expect(wrong).not.toBe(xml);
    expect(() => read(wrong)).toThrow();
  });
});

/** The Python package junitparser, a reader that is not ours (Debian: python3-junitparser). */
const python = ['python3', '/usr/bin/python3'].find(
  (bin) => spawnSync(bin, ['-c', 'import junitparser']).status === 0,
);
if (python === undefined)
  console.warn('reading back with junitparser is skipped: no Python has it (Debian: python3-junitparser)');

const READ = `
import json, sys
from collections import Counter
from junitparser import JUnitXml
xml = JUnitXml.fromstring(sys.stdin.buffer.read())
kinds = Counter()
for suite in xml:
    assert suite.tests == len(list(suite)), suite.name
    for case in suite:
        kinds['+'.join(type(result).__name__ for result in case.result) or 'Passed'] += 1
told = {each.name: each.value for each in next(iter(xml)).properties()}
print(json.dumps({'tests': xml.tests, 'failures': xml.failures, 'errors': xml.errors, 'skipped': xml.skipped,
    'kinds': kinds, 'target': told['target']}))
`;

test.skipIf(python === undefined)('is read back by junitparser', () => {
  const { stdout, stderr } = spawnSync(python ?? '', ['-c', READ], {
    input: report(everyVerdict),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { counts } = everyVerdict;
  const skipped = counts.skipped + counts.blocked + counts['not-observable'] + counts.known;
  expect(JSON.parse(stdout)).toEqual({
    tests: everyVerdict.results.length,
    failures: counts.fail + counts.flaky,
    errors: counts.error,
    skipped,
    kinds: {
      Passed: counts.pass + counts.warn + counts.observed,
      Failure: counts.fail + counts.flaky,
      Error: counts.error,
      Skipped: skipped,
    },
    target: '127.0.0.1:4242',
  });
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
