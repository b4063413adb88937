// What was measured, as docs/performance.md.
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** What the figures were measured on. */
export function machine() {
  const [cpu] = os.cpus();
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GB`;
  const [load] = os.loadavg();
  return {
    cpu: `${os.availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}, ${memory}`,
    system: `${os.type()} ${os.release().split('-', 1)[0]}, ${distribution()}`,
    node: process.version,
    load,
  };
}

/** Goals, as how many times as many requests a CPU-second of ours has to make. */
const GOALS = {
  1: { 'redis-benchmark': 1.25, 'autocannon, HTTP': 2 },
  16: { 'redis-benchmark': 1.15, 'autocannon, HTTP': 10 },
};

export function markdown({ machine: on, options, generators, openLoop, server }) {
  return [
    '# Performance',
    '',
    'Written by `npm run bench`, which measures anew. It compares by CPU time and by ratios within rounds, so that a machine',
    'that is busy with something else distorts little; but it is one machine, and yours is another.',
    '',
    `Machine: ${on.cpu}; ${on.system}; Node ${on.node}; load average at the start ${on.load.toFixed(1)}.`,
    `${options.rounds} rounds of ${options.seconds} s each, one after the other.`,
    ...(generators === undefined ? [] : generatorsPart(generators)),
    ...(openLoop === undefined ? [] : openLoopPart(openLoop)),
    ...(server === undefined ? [] : serverPart(server)),
    '',
  ].join('\n');
}

function generatorsPart(generators) {
  const skipped = generators.find(({ skipped: why }) => why !== undefined)?.skipped;
  return [
    '',
    '## What a command costs the generator',
    '',
    'CPU time of the generator alone, user and system, on 32 connections. Ours and the naive one send SEND_MSG with 40',
    'characters to a server of Node that answers `200/OK` at once; autocannon sends POST with 40 bytes to an HTTP server of Node;',
    'redis-benchmark sends SET with 40 bytes to redis. "times ours" is the median over rounds of how much more CPU time a',
    'request takes the other one.',
    ...(skipped === undefined ? [] : ['', `redis-benchmark is left out: ${skipped}.`]),
    '',
    ...table([
      ['depth', 'generator', 'µs a request, each round', 'median', 'times ours', 'goal'],
      ...generators.flatMap(({ depth, costs }) =>
        Object.entries(costs).map(([name, each]) => {
          const goal = GOALS[depth]?.[name];
          const ratio = median(each.map((cost, round) => cost / costs.ours[round]));
          const verdict = goal === undefined ? '' : `${goal}: ${ratio >= goal ? 'kept' : '**missed**'}`;
          const rounds = each.map((cost) => cost.toFixed(2)).join(' ');
          return [
            String(depth),
            name,
            rounds,
            median(each).toFixed(2),
            name === 'ours' ? '' : ratio.toFixed(2),
            verdict,
          ];
        }),
      ),
    ]),
  ];
}

function openLoopPart({ rate, rates, freezes }) {
  return [
    '',
    '## Whether an open loop keeps its rate',
    '',
    `${rate}/s on 32 connections against the same server. Goal: within 0.5 %.`,
    '',
    ...table([
      ['pacing', 'achieved', 'off by', 'send error p50', 'p99', 'µs of CPU a command', 'goal'],
      ...rates.map(({ pacing, achieved, sendErrorP50Ms, sendErrorP99Ms, cpuUs }) => {
        const off = Math.abs(achieved / rate - 1);
        return [
          pacing,
          `${achieved.toFixed(1)}/s`,
          percent(off),
          `${sendErrorP50Ms.toFixed(3)} ms`,
          `${sendErrorP99Ms.toFixed(3)} ms`,
          cpuUs.toFixed(1),
          off <= 0.005 ? 'kept' : '**missed**',
        ];
      }),
    ]),
    '',
    '## Whether a frozen server is charged with it',
    '',
    'A run of 4 s at 1000/s, in which the server is stopped for a second (SIGSTOP). Of 4000 commands the 40 that wait longest',
    'are those that were due in the first 40 ms of the freeze: p99 is its length less 40 ms. Goal: within 3 %.',
    '',
    ...table([
      ['frozen for', 'p99 due', 'p99 measured', 'off by', 'answered', 'goal'],
      ...freezes.map(({ frozenMs, dueMs, p99Ms, answered }) => {
        const off = Math.abs(p99Ms / dueMs - 1);
        const figures = [frozenMs, dueMs, p99Ms].map((ms) => `${ms.toFixed(0)} ms`);
        return [...figures, percent(off), String(answered), off <= 0.03 ? 'kept' : '**missed**'];
      }),
    ]),
  ];
}

function serverPart(rounds) {
  const rows = rounds.map(({ inserts, messages, pipelined }) => [
    inserts.toFixed(0),
    messages.toFixed(0),
    (messages / inserts).toFixed(2),
    pipelined.toFixed(0),
    (pipelined / inserts).toFixed(2),
  ]);
  const ratios = [1, 16].map((depth) =>
    median(rounds.map(({ inserts, messages, pipelined }) => (depth === 1 ? messages : pipelined) / inserts)),
  );
  return [
    '',
    '## What the reference server carries',
    '',
    'Messages a second that are committed to disk, 32 users at once, beside single-row INSERTs into the same PostgreSQL from 32',
    'connections of `pg`, each its own transaction. Server, database and generator share the machine.',
    '',
    ...table([['INSERTs/s', 'SEND_MSG/s', 'times', 'SEND_MSG/s, depth 16', 'times'], ...rows]),
    '',
    `Median: ${ratios[0].toFixed(2)} times the INSERTs, ${ratios[1].toFixed(2)} times at depth 16.`,
  ];
}

/** Cells padded, as prettier would. */
function table([heading = [], ...rows]) {
  const widths = heading.map((_, at) => Math.max(3, ...[heading, ...rows].map((row) => row[at].length)));
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(heading), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function percent(part) {
  return `${(100 * part).toFixed(2)} %`;
}

function distribution() {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name ?? os.platform();
  } catch {
    return os.platform();
  }
}
