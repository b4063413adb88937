// What the reference server carries: messages that survive a crash of the machine, a second, beside what the same
// PostgreSQL takes of single-row INSERTs, each committed by itself, from as many connections.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { stringify } from 'yaml';
import { provideDatabase } from '../../dist/database/provide.js';
import { startBundled } from '../../dist/target/bundled.js';
import { runOurs } from './ours.mjs';

const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const CONNECTIONS = 32;
const CONTENT = 'x'.repeat(64);
const NO_LIMIT = 1_000_000;
const SETTINGS = {
  'max-messages-per-minutes': NO_LIMIT,
  'max-messages-per-hours': NO_LIMIT,
  'minute-ms': 60_000,
  'hour-ms': 3_600_000,
  'seed-accounts': 2 * CONNECTIONS,
};

/** @param {{ rounds: number, seconds: number, log: (line: string) => void }} options */
export async function measureServer({ rounds, seconds, log }) {
  const database = await provideDatabase('embedded', { log, durable: true });
  try {
    const server = await startBundled({ bin, database: database.url, log, settings: SETTINGS });
    try {
      const results = [];
      for (let round = 0; round < rounds; round += 1) {
        const inserts = await insertRate(database.url, seconds);
        const messages = await messageRate(server, seconds, 1);
        const pipelined = await messageRate(server, seconds, 16);
        results.push({ inserts, messages, pipelined });
        log(
          `durable: ${inserts.toFixed(0)} INSERTs/s, ${messages.toFixed(0)} SEND_MSG/s, pipelined ${pipelined.toFixed(0)}/s`,
        );
      }
      return results;
    } finally {
      await server.stop();
    }
  } finally {
    await database.close();
  }
}

async function messageRate({ profile }, seconds, depth) {
  const written = stringify({
    target: `${profile.target.host}:${profile.target.port}`,
    accounts: profile.accounts,
  });
  const flags = ['--think', '0ms', '--requests', '1000000000', '--mix', 'send=1', '--size', '64'];
  const times = ['--depth', String(depth), '--warm-up', '1s', '--duration', `${seconds}s`];
  const options = { connections: CONNECTIONS, profile: written };
  const result = await runOurs(profile.target.port, [...flags, ...times], options);
  if (result.totals.unexpected > 0) throw new Error(JSON.stringify(result.totals));
  return result.ratePerSecond;
}

async function insertRate(url, seconds) {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  try {
    await pool.query(
      'create table if not exists bench (id serial primary key, sent timestamp default now(), sender int, receiver int, content text)',
    );
    let inserts = 0;
    let isOver = false;
    const insert = async () => {
      while (!isOver) {
        await pool.query({
          name: 'insert',
          text: 'insert into bench (sender, receiver, content) values ($1, $2, $3)',
          values: [1, 2, CONTENT],
        });
        inserts += 1;
      }
    };
    const all = Promise.all(Array.from({ length: CONNECTIONS }, insert));
    await wait(1000);
    const before = inserts;
    const startMs = performance.now();
    await wait(seconds * 1000);
    const perSecond = (1000 * (inserts - before)) / (performance.now() - startMs);
    isOver = true;
    await all;
    return perSecond;
  } finally {
    await pool.end();
  }
}
