import { Worker } from 'node:worker_threads';
import type { Around, Job, Outcome } from './job.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Does jobs, each in a thread of its own; the same as `runJobs`, which does them in this one. */
export async function runInThreads(jobs: readonly Job[], around: Around): Promise<Outcome[]> {
  const crew = new Crew(jobs.length, around);
  const stop = (): void => crew.stop();
  around.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.all(jobs.map((job, at) => crew.run(job, at)));
  } finally {
    around.signal.removeEventListener('abort', stop);
  }
}

/** The workers of a run: they start together, and when one has to give up, all do. */
class Crew {
  readonly #around: Around;
  readonly #workers: Worker[] = [];
  readonly #users: number[];
  #notReady: number;
  #notDrained: number;

  constructor(size: number, around: Around) {
    this.#around = around;
    this.#notReady = size;
    this.#notDrained = size;
    this.#users = Array.from({ length: size }, () => 0);
  }

  stop(): void {
    this.#tellAll({ kind: 'stop' });
  }

  async run(job: Job, at: number): Promise<Outcome> {
    const worker = new Worker(new URL(`./worker.${EXTENSION}`, import.meta.url));
    this.#workers.push(worker);
    this.#tell(worker, { kind: 'job', job });
    if (this.#around.signal.aborted) this.#tell(worker, { kind: 'stop' });
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        worker.on('message', (message: FromWorker) => this.#hear(message, at, resolve));
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`a worker ended with ${code} before it was done`)));
      });
    } finally {
      await worker.terminate();
    }
  }

  #hear(message: FromWorker, at: number, resolve: (outcome: Outcome) => void): void {
    switch (message.kind) {
      case 'connected':
        this.#users[at] = message.users;
        this.#around.onConnected(this.#users.reduce((sum, users) => sum + users, 0));
        break;
      case 'ready':
        this.#notReady -= 1;
        if (this.#notReady === 0)
          void this.#around.ready().then((startMs) => this.#tellAll({ kind: 'start', startMs }));
        break;
      case 'drained':
        this.#notDrained -= 1;
        if (this.#notDrained === 0) void this.#around.drained().then(() => this.#tellAll({ kind: 'sweep' }));
        break;
      case 'live':
        this.#around.onLive(message.live);
        break;
      case 'outcome':
        resolve(message.outcome);
        if (message.outcome.kind === 'not-ready' || message.outcome.gone !== undefined)
          this.#tellAll({ kind: 'stop' });
    }
  }

  #tellAll(message: ToWorker): void {
    for (const worker of this.#workers) this.#tell(worker, message);
  }

  #tell(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }
}

/** As this file's: workers run what has been built. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
