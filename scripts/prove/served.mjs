import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { readProfile } from '../../dist/target/read-profile.js';

/** Short windows, so that every rule about limits can be seen within seconds, and accounts enough for a whole run. */
const SETTINGS = [
  ['--max-messages-per-minutes', '12'],
  ['--max-messages-per-hours', '30'],
  ['--minute-ms', '500'],
  ['--hour-ms', '2000'],
  ['--seed-accounts', '48'],
  ['--log-level', 'silent'],
  ['--port', '0'],
].flat();
const START_MS = 60_000;
const STOP_MS = 4000;
const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * Starts the bundled server as a child process, in a schema of its own.
 * @param {string} database the URL of a database
 * @param {readonly string[]} flags such as `['--fault', 'token-prefix-logs-in']`
 * @returns {Promise<{ profile: object, stop: () => Promise<void> }>}
 */
export async function serve(database, flags) {
  const args = [bin, 'serve', '--until-stdin-closes', '--database', database, ...SETTINGS, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // A server that has crashed takes nothing more from us.
  child.stdin.on('error', () => undefined);
  let profile;
  const stop = async () => {
    await stopped(child);
    // A server that has crashed could not remove the folder of its profile.
    if (profile !== undefined) await rm(dirname(profile), { recursive: true, force: true });
  };
  try {
    profile = await profilePath(child);
    const read = readProfile(profile);
    if (read.kind === 'problems') throw new Error(`the profile of ${flags.join(' ')} cannot be read`);
    return { profile: read.profile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function profilePath(child) {
  return new Promise((resolve, reject) => {
    const said = [];
    let path = '';
    const fail = () => reject(new Error(`a server did not start: ${said.join(' / ')}`));
    const timer = setTimeout(fail, START_MS);
    child.once('close', fail);
    createInterface(child.stderr).on('line', (line) => said.push(line));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('profile: ')) path = line.slice('profile: '.length);
      if (!line.startsWith('listening on ')) return;
      clearTimeout(timer);
      child.off('close', fail);
      resolve(path);
    });
  });
}

async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
