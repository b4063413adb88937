/**
 * A second instrument: autocannon's clients, queues, clock and counters, brought to speak this protocol through its
 * `setupClient` hook. The hook gets each client before it connects, and what it puts on the client stays. So our
 * connection takes the place of an HTTP one, our frames that of requests, and our scanner that of its parser; whom to
 * log in and when to send is as the plan says. None of this is promised by autocannon but the hook, so its version is
 * pinned, and a client that has changed is refused.
 */
import autocannon from 'autocannon';
import type { Socket } from 'node:net';
import { runJob } from './engine.ts';
import type { Instrument } from './instrument.ts';
import type { Around, Job, Outcome } from './job.ts';

/** What autocannon has seen of a job itself, beside the outcome that is made of its times. */
export interface AutocannonRun {
  readonly outcome: Outcome;
  readonly own: autocannon.Result;
}

/** Longer than any plan, in seconds: plans end themselves, and so does waiting for answers. A timer can wait so long. */
const FOREVER_SECONDS = 2_000_000;
/** How soon autocannon sees that it is stopped, and how often it counts. */
const SAMPLE_MS = 100;

/** Does a job of a closed loop with autocannon's clients, as `runJob` does it with none. */
export async function runWithAutocannon(job: Job, around: Around): Promise<AutocannonRun> {
  const { instruments, stop } = start(job);
  try {
    const outcome = await runJob(job, around, instruments);
    return { outcome, own: await stop() };
  } finally {
    await stop();
  }
}

interface Started {
  /** One for each user. */
  readonly instruments: readonly Instrument[];
  /** Ends the clients. May be called again. */
  readonly stop: () => Promise<autocannon.Result>;
}

/** Clients are made at once, and get to the hook before this returns. */
function start({ plan: { load }, users }: Job): Started {
  if (load.kind === 'open') throw new Error('autocannon sends on answers, and not when commands are due');
  const instruments: Instrument[] = [];
  let stop: () => void = () => undefined;
  const result = new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url: 'http://127.0.0.1',
      connections: users.length,
      pipelining: load.depth,
      duration: FOREVER_SECONDS,
      timeout: FOREVER_SECONDS,
      sampleInt: SAMPLE_MS,
      setupClient: (client) => instruments.push(instrumentOf(client)),
    };
    const instance = autocannon(options, (error: unknown, done) => {
      if (error instanceof Error) reject(error);
      else resolve(done);
    });
    stop = () => instance.stop();
  });
  return {
    instruments,
    stop() {
      stop();
      return result;
    },
  };
}

/** As `runJob` for several jobs, one after the other in this thread: to be given to `runLoad`. */
export async function runJobsWithAutocannon(jobs: readonly Job[], around: Around): Promise<Outcome[]> {
  const [job, ...more] = jobs;
  if (job === undefined || more.length > 0) throw new Error('autocannon works in this thread alone');
  return [(await runWithAutocannon(job, around)).outcome];
}

/** The side of a client that is not documented. */
interface Inside extends autocannon.Client {
  conn: Pick<Socket, 'write'>;
  readonly pipelinedRequests: {
    readonly addByteCount: (bytes: number) => void;
    readonly terminateRequest: () => { readonly bytes: number; readonly duration: number } | undefined;
    readonly clear: () => void;
  };
  getRequestBuffer: () => Uint8Array;
  _connect: () => void;
  _destroyConnection: () => void;
  _doRequest: () => void;
}

/** Puts our connection in the place of a client's own. @throws Error where the client is not as it was */
export function instrumentOf(client: autocannon.Client): Instrument {
  if (!isInside(client)) throw new Error('this version of autocannon has other clients inside; use 9.0.0');
  const queue = client.pipelinedRequests;
  let next: Uint8Array = Buffer.alloc(0);
  client.getRequestBuffer = () => next;
  // It would connect, and send at once. Connections are made, and made again, as the plan has it.
  client._connect = () => undefined;
  client._destroyConnection = () => undefined;
  return {
    begin(socket) {
      client.conn = socket;
    },
    send(frame) {
      next = frame;
      client._doRequest();
    },
    received: (bytes) => queue.addByteCount(bytes),
    answered(code) {
      const done = queue.terminateRequest();
      if (done === undefined) throw new Error('autocannon had no request on its way');
      client.emit('response', code, done.bytes, done.duration);
      return done.duration;
    },
    end: () => queue.clear(),
  };
}

function isInside(client: autocannon.Client): client is Inside {
  const hasMethods = (of: object, names: readonly string[]): boolean =>
    names.every((name) => typeof Reflect.get(of, name) === 'function');
  const queue: unknown = Reflect.get(client, 'pipelinedRequests');
  return (
    hasMethods(client, ['_connect', '_destroyConnection', '_doRequest', 'getRequestBuffer', 'emit']) &&
    typeof queue === 'object' &&
    queue !== null &&
    hasMethods(queue, ['addByteCount', 'terminateRequest', 'clear'])
  );
}
