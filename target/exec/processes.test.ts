import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { hasMarked, listeners, processesMarked, rowsIn, socketsOf } from './processes.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1092 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5550123 1 0000000000000000 100 0 0 10 0
   1: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1 0 100 0 0 10 0
   2: 0100007F:1092 0100007F:9C40 06 00000000:00000000 03:00000E10 00000000     0        0 0 3 0000000000000000
`;

describe('a table of sockets', () => {
  test('is read by state, IPv4 and IPv6 alike', () => {
    expect(rowsIn(TABLE, '0A')).toEqual([
      { port: 4242, inode: 5_550_123 },
      { port: 8080, inode: 77 },
    ]);
    expect(rowsIn(TABLE, '06')).toEqual([{ port: 4242, inode: 0 }]);
  });
});

describe.runIf(process.platform === 'linux')('this machine', () => {
  test('tells who listens, and whose the socket is', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const own = listeners()?.find((listener) => listener.port === port);
    expect(socketsOf(process.pid)).toContain(own?.inode);
    server.close();
    await once(server, 'close');
    expect(listeners()?.some((listener) => listener.port === port)).toBe(false);
  });

  test('tells who has something in its environment', () => {
    const own = `PATH=${process.env.PATH ?? ''}`;
    expect(processesMarked(own)).toContain(process.pid);
    expect(hasMarked('TCHATATOR_CHECK_NOBODY=has this')).toBe(false);
  });
});
