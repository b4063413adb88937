import { runJob } from './engine.ts';
import type { Around, Job, Outcome } from './job.ts';

/** Does jobs one beside the other in this thread: for tests, and where threads are not to be had. */
export async function runJobs(jobs: readonly Job[], around: Around): Promise<Outcome[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([around.signal, stop.signal]);
  let notReady = jobs.length;
  let start: (startMs: number) => void = () => undefined;
  const started = new Promise<number>((resolve) => (start = resolve));
  const ready = (): Promise<number> => {
    notReady -= 1;
    if (notReady === 0) void around.ready().then(start);
    return started;
  };
  let notDrained = jobs.length;
  let sweep: () => void = () => undefined;
  const swept = new Promise<void>((resolve) => (sweep = resolve));
  const drained = (): Promise<void> => {
    notDrained -= 1;
    if (notDrained === 0) void around.drained().then(sweep);
    return swept;
  };
  const cutShort = (): void => {
    start(Infinity);
    sweep();
  };
  signal.addEventListener('abort', cutShort, { once: true });
  const users = jobs.map(() => 0);
  return Promise.all(
    jobs.map(async (job, at) => {
      const onConnected = (count: number): void => {
        users[at] = count;
        around.onConnected(users.reduce((sum, each) => sum + each, 0));
      };
      const outcome = await runJob(job, { ...around, signal, ready, drained, onConnected });
      if (outcome.kind === 'not-ready' || outcome.gone !== undefined) stop.abort();
      return outcome;
    }),
  );
}
