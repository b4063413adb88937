/** A worker thread: is told a job, does it, and tells of it. */
import { parentPort } from 'node:worker_threads';
import { machineClock } from './clock.ts';
import { RETRY_MS } from './dialer.ts';
import { runJob } from './engine.ts';
import type { Job } from './job.ts';
import type { FromWorker, ToWorker } from './messages.ts';

if (parentPort === null) throw new Error('this is no program of its own: it runs as a worker thread');
const port = parentPort;
const stop = new AbortController();
let start: (startMs: number) => void = () => undefined;
const started = new Promise<number>((resolve) => (start = resolve));
let sweep: () => void = () => undefined;
const swept = new Promise<void>((resolve) => (sweep = resolve));

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'job':
      void work(message.job);
      break;
    case 'start':
      start(message.startMs);
      break;
    case 'sweep':
      sweep();
      break;
    case 'stop':
      stop.abort();
      sweep();
      // Who waits for the start is not kept waiting; the signal says that there is none.
      start(Infinity);
  }
});

async function work(job: Job): Promise<void> {
  const outcome = await runJob(job, {
    now: machineClock(),
    ready: () => {
      tell({ kind: 'ready' });
      return started;
    },
    drained: () => {
      tell({ kind: 'drained' });
      return swept;
    },
    onConnected: (users) => tell({ kind: 'connected', users }),
    onLive: (live) => tell({ kind: 'live', live }),
    retryMs: RETRY_MS,
    signal: stop.signal,
  });
  tell({ kind: 'outcome', outcome });
  port.close();
}

function tell(message: FromWorker): void {
  port.postMessage(message);
}
