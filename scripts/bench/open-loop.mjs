// Whether an open loop keeps its rate, and whether a server that freezes is charged with it.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from './child.mjs';
import { runOurs } from './ours.mjs';

const CONNECTIONS = 32;
const RATE = 10_000;
const FROZEN = { perSecond: 1000, forMs: 4000, frozenMs: 1000 };

/** @param {{ rounds: number, seconds: number, log: (line: string) => void }} options */
export async function measureOpenLoop({ rounds, seconds, log }) {
  const server = await startServer('line-server.mjs');
  try {
    const rates = [];
    const freezes = [];
    for (let round = 0; round < rounds; round += 1) {
      const pacing = round % 2 === 0 ? 'timer' : 'spin';
      const rate = await keepRate(server.port, seconds, pacing);
      rates.push(rate);
      log(`open loop, ${pacing}: ${rate.achieved.toFixed(1)}/s of ${RATE}/s`);
      const freeze = await freezeServer(server);
      freezes.push(freeze);
      log(
        `frozen for ${freeze.frozenMs.toFixed(0)} ms: p99 ${freeze.p99Ms.toFixed(0)} ms, due ${freeze.dueMs.toFixed(0)} ms`,
      );
    }
    return { rate: RATE, rates, freezes };
  } finally {
    await server.stop();
  }
}

async function keepRate(port, seconds, pacing) {
  const flags = ['--rate', String(RATE), '--warm-up', '1s', '--duration', `${seconds}s`, '--pacing', pacing];
  const result = await runOurs(port, flags.concat('--mix', 'send=1'), { connections: CONNECTIONS });
  const { sendError, cpuMs } = result.generator;
  return {
    pacing,
    achieved: result.ratePerSecond,
    sendErrorP50Ms: sendError.p50Ms,
    sendErrorP99Ms: sendError.p99Ms,
    cpuUs: (1000 * cpuMs) / result.totals.answered,
  };
}

/** Stops the server for a while in the middle of a run, as a long pause of a garbage collector does. */
async function freezeServer(server) {
  const { perSecond, forMs, frozenMs } = FROZEN;
  const flags = ['--rate', String(perSecond), '--duration', `${forMs}ms`, '--mix', 'send=1'];
  const begun = withResolvers();
  const running = runOurs(server.port, flags, { connections: CONNECTIONS, onWord: begun.resolve });
  await begun.promise;
  await wait(forMs / 4);
  const startMs = performance.now();
  process.kill(server.pid, 'SIGSTOP');
  await wait(frozenMs);
  process.kill(server.pid, 'SIGCONT');
  const lastedMs = performance.now() - startMs;
  const { latency, service, totals } = await running;
  // One in a hundred of all that was due: so many of those that came first in the freeze waited longer.
  const dueMs = lastedMs - 0.01 * forMs;
  return {
    frozenMs: lastedMs,
    p99Ms: latency.p99Ms,
    dueMs,
    serviceP99Ms: service.p99Ms,
    answered: totals.answered,
  };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
