import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

const HANDED_OUT = '/proc/sys/net/ipv4/ip_local_port_range';

test('ports are none that the system hands out to whoever asks', async (context) => {
  context.skip(!existsSync(HANDED_OUT), `no ${HANDED_OUT} tells here which those are`);
  const [first = NaN, last = NaN] = readFileSync(HANDED_OUT, 'utf8').trim().split(/\s+/).map(Number);
  context.skip(first < 32_768, `this system hands out ports from ${first}`);
  for (let at = 0; at < 20; at++) {
    const port = await freePort();
    expect(port < first || port > last, `${port} is in ${first} to ${last}`).toBe(true);
  }
});

test('a port where somebody listens is passed over, and none comes twice', async () => {
  const port = await freePort();
  const stranger = createServer().listen(port + 1, '127.0.0.1');
  // Where somebody else was quicker, that one serves as well.
  await once(stranger, 'listening').catch(() => stranger);
  const further = [await freePort(), await freePort()];
  stranger.close();
  expect(further).not.toContain(port + 1);
  expect(new Set([port, ...further]).size).toBe(3);
});
