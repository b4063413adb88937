import fc from 'fast-check';
import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import type { CaseResult, RunResult } from '../suites/result.ts';
import { findingText } from './finding-text.ts';
import { anyResult } from './golden/any-result.ts';
import { clauses } from './golden/clauses.ts';
import { everyVerdict } from './golden/every-verdict.ts';
import { expectGolden } from './golden/golden.ts';
import { caseOf, conformant, empty, inDialect, oneFailure, runOf, stale } from './golden/runs.ts';
import { markdownReport } from './markdown.ts';
import { printable } from './printable.ts';

function report(run: RunResult): string {
  return markdownReport(run, { clauses, rerun: (id) => `tchatator-check check --only ${id}` });
}

/** All tokens of a text, as a reader of GitHub's Markdown that is not ours finds them. */
function tokensOf(text: string): Token[] {
  const within = (token: Token): Token[] => [token, ...childrenOf(token).flatMap(within)];
  return Lexer.lex(text).flatMap(within);
}

function childrenOf(token: Token): Token[] {
  if (isList(token)) return token.items;
  return ('tokens' in token ? token.tokens : undefined) ?? [];
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function textsOf(tokens: readonly Token[], type: 'code' | 'codespan'): string[] {
  return tokens.flatMap((token) => (token.type === type && 'text' in token ? [String(token.text)] : []));
}

/** What a page may be made of. All else would come from a text that has broken out. */
const BLOCKS = ['heading', 'paragraph', 'blockquote', 'list', 'list_item', 'space', 'code', 'html'];
const INLINE = ['text', 'escape', 'codespan', 'strong'];
const OUR_HTML = /^(?:<details>\n<summary>[\w ]+ \(\d+\)<\/summary>|<\/details>)\n*$/;

function strangersIn(tokens: readonly Token[]): string[] {
  return tokens
    .filter(
      ({ type, raw }) => ![...BLOCKS, ...INLINE].includes(type) || (type === 'html' && !OUR_HTML.test(raw)),
    )
    .map(({ type, raw }) => `${type}: ${raw}`);
}

const TRICKS = [
  '```\n# out',
  '`````',
  '`a` `',
  '<img src=x onerror=alert(1)>',
  '</details><h1>',
  '[x](javascript:1) ![y](z)',
  'see https://evil.example or www.evil.example, me@evil.example',
  '@everyone #1 **bold** _soft_ ~~gone~~',
  '| a | b |\n|---|---|',
  '&lt;b&gt; \\',
  '- item\n1. one\n> quote\n    code',
  '   ',
  '',
];

describe('markdownReport', () => {
  test.each([
    ['every-verdict', everyVerdict],
    ['stale', stale],
    ['in-dialect', inDialect],
    ['one-failure', oneFailure],
    ['conformant', conformant],
    ['empty', empty],
  ])('tells %s', (name, run) => {
    expectGolden(`markdown-${name}.txt`, report(run));
  });

  test('shows the bytes of each finding as code, and says how to play each case again', () => {
    const [result] = oneFailure.results.filter(({ verdict }) => verdict === 'fail');
    const tokens = tokensOf(report(oneFailure));
    expect(textsOf(tokens, 'code')).toEqual(result?.findings.map((each) => findingText(each).join('\n')));
    expect(textsOf(tokens, 'codespan')).toContain('tchatator-check check --only send/content/colons');
    expect(strangersIn(tokens)).toEqual([]);
  });

  test.each(TRICKS)('lets %j act as nothing, wherever it stands', (text) => {
    const finding = {
      clause: 'M7',
      level: 'must',
      expected: [text],
      actual: text,
      sent: text,
      received: text,
    };
    const told: Partial<CaseResult> = { title: text, reason: text, hint: text, observed: text };
    const results = (['fail', 'warn', 'observed', 'skipped'] as const).map((verdict) =>
      caseOf({ id: `a/${verdict}`, verdict }, { ...told, findings: [{ ...finding, level: 'must' }] }),
    );
    const tokens = tokensOf(report(runOf(results, { notes: [text], verdict: 'not-conformant' })));
    expect(strangersIn(tokens)).toEqual([]);
    const bytes = findingText({ ...finding, level: 'must' }).map(printable);
    expect(textsOf(tokens, 'code')).toEqual([bytes.join('\n'), bytes.join('\n')]);
    expect(tokens.filter(({ type }) => type === 'heading')).toHaveLength(3);
  });

  test('lets nothing a server sends act, or be lost', () => {
    fc.assert(
      fc.property(fc.array(anyResult(), { maxLength: 4 }), (those) => {
        const found = those.filter(({ verdict }) =>
          ['fail', 'error', 'flaky', 'warn', 'known'].includes(verdict),
        );
        const told = report(runOf(those));
        expect(told).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        const tokens = tokensOf(told);
        expect(strangersIn(tokens)).toEqual([]);
        expect(textsOf(tokens, 'code')).toHaveLength(found.flatMap(({ findings }) => findings).length);
      }),
    );
  });

  test('fits into the summary of a step, however much there is to tell, and says what is left out', () => {
    const [failed] = oneFailure.results.filter(({ verdict }) => verdict === 'fail');
    const many = Array.from({ length: 1000 }, (_, index) =>
      caseOf(
        { id: `many/${index}`, verdict: index % 2 === 0 ? 'fail' : 'observed', observed: '語'.repeat(4000) },
        { findings: Array.from({ length: 20 }, () => failed?.findings ?? []).flat() },
      ),
    );
    const told = report(runOf(many, { verdict: 'not-conformant' }));
    expect(Buffer.byteLength(told)).toBeLessThan(600 * 1024);
    expect(told).toMatch(/\n\d+ more did not fit here\. The other reports have them\.\n/);
    expect(told).toContain('\n12 further findings of this case are left out here.\n');
    expect(strangersIn(tokensOf(told))).toEqual([]);
  });
});
