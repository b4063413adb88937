// What a request costs the generator in CPU time, ours beside others. Each round runs all of them, one after the other,
// so that a machine that is busy for a while is so for all; what counts is the median of the ratios within rounds.
import { output, scriptPath, startServer } from './child.mjs';
import { runOurs } from './ours.mjs';
import { runRedisBenchmark, startRedis, whyNoRedis } from './redis.mjs';

const CONNECTIONS = 32;
export const DEPTHS = [1, 16];

/**
 * @param {{ rounds: number, seconds: number, log: (line: string) => void }} options
 * @returns {Promise<object[]>} for each depth: µs of CPU time a request, by generator and round
 */
export async function compareGenerators({ rounds, seconds, log }) {
  const results = [];
  for (const depth of DEPTHS) {
    const contenders = await startContenders(depth, seconds);
    const costs = Object.fromEntries(contenders.map(({ name }) => [name, []]));
    try {
      for (let round = 0; round < rounds; round += 1)
        for (const { name, run } of contenders) {
          const { requests, cpuMs } = await run();
          costs[name].push((1000 * cpuMs) / requests);
          log(
            `depth ${depth}, round ${round + 1}: ${name} ${((1000 * cpuMs) / requests).toFixed(2)} µs a request`,
          );
        }
    } finally {
      for (const { stop } of contenders) await stop();
    }
    results.push({ depth, costs, skipped: whyNoRedis() });
  }
  return results;
}

async function startContenders(depth, seconds) {
  const lines = await startServer('line-server.mjs');
  const http = await startServer('http-server.mjs');
  const program = (script, port) => async () => {
    const args = [port, CONNECTIONS, depth, seconds].map(String);
    return JSON.parse((await output(process.execPath, [scriptPath(script), ...args])).stdout);
  };
  return [
    { name: 'ours', run: () => ours(lines.port, depth, seconds), stop: () => lines.stop() },
    { name: 'naive', run: program('naive.mjs', lines.port), stop: () => Promise.resolve() },
    { name: 'autocannon, HTTP', run: program('autocannon-http.mjs', http.port), stop: () => http.stop() },
    ...(whyNoRedis() === undefined ? [await redis(depth, seconds)] : []),
  ];
}

async function ours(port, depth, seconds) {
  const flags = ['--think', '0ms', '--depth', String(depth), '--size', '40', '--mix', 'send=1'];
  const times = ['--warm-up', '1s', '--duration', `${seconds}s`, '--requests', '1000000000'];
  const { totals, generator } = await runOurs(port, [...flags, ...times], { connections: CONNECTIONS });
  return { requests: totals.answered, cpuMs: generator.cpuMs };
}

/** It counts requests and not seconds, so that it has to be found out first how many there are in one. */
async function redis(depth, seconds) {
  const { port, stop } = await startRedis();
  const load = { connections: CONNECTIONS, depth };
  const { perSecond } = await runRedisBenchmark(port, { ...load, requests: 50_000 * depth });
  const requests = Math.round(perSecond * seconds);
  return { name: 'redis-benchmark', run: () => runRedisBenchmark(port, { ...load, requests }), stop };
}
