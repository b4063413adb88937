// Our own generator as users run it: the command line, with its JSON report.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from './child.mjs';

const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** Whether gates are kept, and whether the run is worth anything as a test, is not the question here. */
const ANY_END = [0, 1, 4];

/**
 * Runs `load` against a port of this machine.
 * @param {number} port where a line server listens
 * @param {readonly string[]} flags of `load`
 * @param {{ connections: number, profile?: string, onWord?: () => void }} options `profile`: instead of one made for it;
 *   `onWord`: is called when the run begins
 * @returns {Promise<object>} the JSON report
 */
export async function runOurs(port, flags, { connections, profile, onWord }) {
  const folder = mkdtempSync(join(tmpdir(), 'tchatator-bench-'));
  try {
    const file = join(folder, 'profile.yaml');
    const report = join(folder, 'report.json');
    writeFileSync(file, profile ?? profileFor(port, connections));
    const args = ['load', '--profile', file, '--connections', String(connections), ...flags];
    await output(process.execPath, [bin, ...args, '--report', `json=${report}`], { codes: ANY_END, onWord });
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Short tokens, so that a command has about as many bytes as what the others send. */
function profileFor(port, connections) {
  const accounts = Array.from({ length: connections }, (_, at) => {
    const id = at + 1;
    return `  - { id: ${id}, role: ${at % 2 === 0 ? 'member' : 'pro'}, token: t-${1000 + id} }\n`;
  });
  return `target: 127.0.0.1:${port}\naccounts:\n${accounts.join('')}`;
}
