import { once } from 'node:events';
import { createServer } from 'node:net';

const HOST = '127.0.0.1';
/** Below the ports that Linux (from 32768) and macOS (from 49152) hand out to connections and to servers without a port. */
const FIRST = 20_000;
const COUNT = 12_768;
/** Shares no divisor with COUNT, so that processes at the same time begin at different ports. */
const STRIDE = 13;

let picked = 0;

/**
 * A TCP port of 127.0.0.1 that is free. Until somebody listens there, the system gives it to nobody who does not name
 * it: else a connection, or somebody else's server, could be taken for the one that was to listen.
 * @throws Error when none of them is free
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried++) {
    const port = FIRST + ((process.pid * STRIDE + picked++) % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(
    `every port of ${HOST} from ${FIRST} to ${FIRST + COUNT - 1} is taken: end what listens there`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, HOST);
  const taken = await once(server, 'listening').then(
    () => false,
    () => true,
  );
  if (taken) return false;
  server.close();
  await once(server, 'close');
  return true;
}
