import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runReport } from '../reports/json-schema.ts';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { runCli, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toldTokens } from './told-tokens.ts';

/** What `check` tells the server it bundles: windows short enough to judge all rules, accounts enough for every case. */
const AS_BUNDLED = [
  '--max-messages-per-hours',
  '30',
  '--minute-ms',
  '500',
  '--hour-ms',
  '2000',
  '--seed-accounts',
  '48',
];

type Report = z.infer<typeof runReport>;
interface Run extends CliResult {
  readonly json: string;
  readonly report: Report;
}

const folder = temporaryFolder();
let server: ReferenceServer;
let bundled: Run;
let separate: Run;

beforeAll(async () => {
  server = await startReferenceServer(folder.path, AS_BUNDLED);
  [bundled, separate] = await Promise.all([
    runAndRead('bundled', []),
    runAndRead('separate', ['--profile', server.profile]),
  ]);
}, 200_000);

afterAll(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

describe.each([
  ['the bundled server', () => bundled],
  ['the same server in another process', () => separate],
])('%s', (_name, run) => {
  test('conforms, with nothing left out', () => {
    const { code, stdout, stderr, report } = run();
    expect(report.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'observed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'conformant', interrupted: false, notes: [] });
    expect(stdout).toMatch(new RegExp(`\\nconformant {2}${report.results.length} cases in [^\\n]+\\n$`));
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(0);
  });

  test('is reported in JSON as the shipped schema says', () => {
    const shipped = readFileSync(new URL('../dist/reports/report.schema.json', import.meta.url), 'utf8');
    const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(JSON.parse(shipped)));
    expect(schema.safeParse(JSON.parse(run().json))).toMatchObject({ success: true });
    expect(schema.safeParse({ ...run().report, verdict: 'perhaps' })).toMatchObject({ success: false });
  });
});

test('a server gets the same verdicts, whoever started it', () => {
  expect(verdicts(separate)).toEqual(verdicts(bundled));
});

test('no token is told, only whose it was', () => {
  const { json, stdout, stderr } = separate;
  expect(toldTokens(json + stdout + stderr, server.tokens)).toEqual(new Set());
  expect(json).toMatch(/<token of \d+>/);
});

async function runAndRead(name: string, flags: readonly string[]): Promise<Run> {
  const file = join(folder.path, `${name}.json`);
  const args = ['check', ...flags, '--verbose', '--report', `json=${file}`, '--report', 'terminal'];
  const result = await runCli(args, { deadlineMs: 180_000 });
  const json = readFileSync(file, 'utf8');
  return { ...result, json, report: runReport.parse(JSON.parse(json)) };
}

function verdicts({ report }: Run): Map<string, string> {
  return new Map(report.results.map(({ id, verdict }): [string, string] => [id, verdict]));
}
