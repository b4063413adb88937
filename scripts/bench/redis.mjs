// redis-benchmark against redis, both as the system has them.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../dist/database/free-port.js';
import { output } from './child.mjs';

/** Why redis cannot be compared with; undefined where it can. */
export function whyNoRedis() {
  for (const program of ['redis-server', 'redis-benchmark', 'bash'])
    if (spawnSync(program, ['--version']).error !== undefined) return `${program} is not installed`;
  return undefined;
}

/** A redis that keeps nothing, on a free port. @returns {Promise<{ port: number, stop: () => Promise<void> }>} */
export async function startRedis() {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  for (let tries = 0; !(await answers(port)); tries += 1)
    if (tries > 100) throw new Error('redis-server does not listen');
  return { port, stop };
}

/**
 * How many requests redis-benchmark sends, and what CPU time it takes for them, start and end included.
 * @param {number} port
 * @param {{ connections: number, depth: number, requests: number }} options
 */
export async function runRedisBenchmark(port, { connections, depth, requests }) {
  const command = `redis-benchmark -p ${port} -c ${connections} -P ${depth} -n ${requests} -t set -d 40 -q`;
  const { stderr, stdout } = await output('bash', ['-c', `TIMEFORMAT='%R %U %S'; time ${command}`]);
  const [, real, user, system] = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  if (real === undefined) throw new Error(`redis-benchmark said: ${stdout}${stderr}`);
  return { requests, cpuMs: 1000 * (Number(user) + Number(system)), perSecond: requests / Number(real) };
}

async function answers(port) {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    await wait(50);
    return false;
  } finally {
    socket.destroy();
  }
}
